"""The settings as a model: every key with its default and its bounds. `bot/config.py` fills and checks it."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.limits import Limits
from bot.sections import Digests, Leaders, Reminders, Section, Urgent
from supervision.calendars.schedules import TenThingsReading
from supervision.county import BulletinForm, County, ReaderAsked
from supervision.papers.numbering import REGISTERS, RegisterKey, counter_key
from supervision.roles import Role

PREFIX = "DUCHA_"

_XIAYI = County()


class Webhook(Section):
    """Where updates come in when `mode` is webhook; the front server passes `url` on to `listen:port`."""

    listen: str = "127.0.0.1"
    port: int = Field(8443, ge=1, le=65535)
    url: str = ""
    secret: SecretStr = SecretStr("")


class Place(Section):
    """The county, as papers and cards name it. Empty names are made from `name`."""

    name: str = Field(_XIAYI.name, min_length=1)
    government_name: str = ""
    office_name: str = ""
    supervision_office: str = Field(_XIAYI.supervision_office, min_length=1)
    contact_phone: str = _XIAYI.contact_phone
    zone: ZoneInfo = _XIAYI.zone


class Papers(Section):
    """Document codes (机关代字) and what stands at the head and foot of papers."""

    code_government: str = Field(_XIAYI.code_government, min_length=1)
    code_office: str = Field(_XIAYI.code_office, min_length=1)
    code_letter: str = Field(_XIAYI.code_letter, min_length=1)
    code_supervision: str = Field(_XIAYI.code_supervision, min_length=1)
    code_urging: str = Field(_XIAYI.code_urging, min_length=1)
    bulletin_masthead: str = Field(_XIAYI.bulletin_masthead, min_length=1)
    addressees: tuple[str, ...] = _XIAYI.addressees
    copy_to: tuple[str, ...] = _XIAYI.copy_to
    copy_to_breakdown: tuple[str, ...] = _XIAYI.copy_to_breakdown
    copy_to_notice: tuple[str, ...] = _XIAYI.copy_to_notice
    mark_government: str = Field(_XIAYI.mark_government, min_length=1)
    mark_office: str = Field(_XIAYI.mark_office, min_length=1)
    print_office: str = _XIAYI.print_office
    bulletin_form: BulletinForm = _XIAYI.bulletin_form
    bulletin_compiler: str = _XIAYI.bulletin_compiler
    discipline_office: str = Field(_XIAYI.discipline_office, min_length=1)
    long_text: int = Field(_XIAYI.long_text, ge=1)


class Hours(Section):
    """Times of day, local to `place.zone`."""

    office_opens: time = _XIAYI.office_opens
    office_closes: time = _XIAYI.office_closes
    quiet_from: time = _XIAYI.quiet_from
    quiet_until: time = _XIAYI.quiet_until


class Rules(Section):
    """What the notice leaves to the county; each is explained at the same name in `supervision/county.py`."""

    acknowledge_workdays: int = Field(_XIAYI.acknowledge_workdays, ge=1)
    acknowledge_workdays_urgent: int = Field(_XIAYI.acknowledge_workdays_urgent, ge=1)
    acknowledge_hour: time = _XIAYI.acknowledge_hour
    acknowledge_minutes_most_urgent: int = Field(_XIAYI.acknowledge_minutes_most_urgent, ge=1)
    tight_workdays: int = Field(_XIAYI.tight_workdays, ge=0)
    supplement_workdays: int = Field(_XIAYI.supplement_workdays, ge=1)
    objection_workdays: int = Field(_XIAYI.objection_workdays, ge=0)
    report_reader_asked: ReaderAsked = _XIAYI.report_reader_asked
    ten_things_reading: TenThingsReading = _XIAYI.ten_things_reading
    bulletin_draft_workdays: int = Field(_XIAYI.bulletin_draft_workdays, ge=0)
    bulletin_post_hour: time = _XIAYI.bulletin_post_hour
    extra_vet_roles: tuple[Role, ...] = _XIAYI.extra_vet_roles
    invitation_days: int = Field(_XIAYI.invitation_days, ge=1)
    sheet_workdays: int = Field(_XIAYI.sheet_workdays, ge=0)
    sheet_least: int = Field(_XIAYI.sheet_least, ge=1)
    upward_workdays: int = Field(_XIAYI.upward_workdays, ge=0)
    plan_workdays: int = Field(_XIAYI.plan_workdays, ge=1)
    extension_steps: tuple[Role, ...] = _XIAYI.extension_steps
    extension_ask_workdays: int = Field(_XIAYI.extension_ask_workdays, ge=0)
    answer_workdays: int = Field(_XIAYI.answer_workdays, ge=1)
    answer_again_workdays: int = Field(_XIAYI.answer_again_workdays, ge=1)
    promise_workdays: int = Field(_XIAYI.promise_workdays, ge=1)
    rectification_workdays: int = Field(_XIAYI.rectification_workdays, ge=1)
    review_days: int = Field(_XIAYI.review_days, ge=1)
    suspend_review_days: int = Field(_XIAYI.suspend_review_days, ge=1)
    hotline_return_workdays: int = Field(_XIAYI.hotline_return_workdays, ge=0)
    proposal_return_workdays: int = Field(_XIAYI.proposal_return_workdays, ge=0)
    proposal_reassign_workdays: int = Field(_XIAYI.proposal_reassign_workdays, ge=0)
    joint_reply_months: int = Field(_XIAYI.joint_reply_months, ge=1)
    satisfaction_workdays: int = Field(_XIAYI.satisfaction_workdays, ge=0)
    second_round_months: int = Field(_XIAYI.second_round_months, ge=1)
    archive_month: int = Field(_XIAYI.archive_month, ge=1, le=12)


class Records(Section):
    """What is done on paper and by telephone."""

    ratify_workdays: int = Field(_XIAYI.ratify_workdays, ge=0)


class NumberTemplates(Section):
    """The forms of numbers, by register."""

    matter: str = REGISTERS[RegisterKey.MATTER].template
    supervision: str = REGISTERS[RegisterKey.SUPERVISION].template
    office: str = REGISTERS[RegisterKey.OFFICE].template
    government: str = REGISTERS[RegisterKey.GOVERNMENT].template
    letter: str = REGISTERS[RegisterKey.LETTER].template
    urging: str = REGISTERS[RegisterKey.URGING].template
    bulletin: str = REGISTERS[RegisterKey.BULLETIN].template
    case_file: str = REGISTERS[RegisterKey.CASE_FILE].template

    def changed(self) -> dict[str, str]:
        """Those that differ from ours, by the register's key."""
        return {key: form for key, form in self.model_dump().items() if form != REGISTERS[key].template}


class Numbers(Section):
    """The last number used on paper before the bot began, in each register of `supervision/papers/numbering.py`."""

    year: int = Field(0, ge=0, le=9999)
    """The year that the numbers are of; those of the years after it begin at 1. 0: no number was used."""
    matter: int = Field(0, ge=0)
    supervision: int = Field(0, ge=0)
    office: int = Field(0, ge=0)
    government: int = Field(0, ge=0)
    letter: int = Field(0, ge=0)
    urging: int = Field(0, ge=0)
    bulletin: int = Field(0, ge=0)
    case_file: int = Field(0, ge=0)
    templates: NumberTemplates = NumberTemplates()

    def by_register(self) -> dict[str, int]:
        """The numbers above 0, by the register's key."""
        return {key: n for key, n in self.model_dump(exclude={"year", "templates"}).items() if n}


class Bulletins(Section):
    """How bulletins are signed and posted."""

    steps: tuple[Role, ...] = _XIAYI.bulletin_steps
    name_in_group: bool = _XIAYI.name_in_group
    picture: bool = _XIAYI.bulletin_picture

    def for_county(self) -> dict[str, Any]:
        """The settings by the names that the county has for them."""
        return {"bulletin_steps": self.steps, "name_in_group": self.name_in_group, "bulletin_picture": self.picture}


class Documents(Section):
    """Papers as files; `letterheads` is the directory of the office's own, `font` the file of a font for charts."""

    send: bool = _XIAYI.send_documents
    pdf: Literal["auto", "never"] = "auto"
    soffice: str = ""
    """LibreOffice's program; empty: looked for in PATH."""
    letterheads: Path = Path("letterheads")
    font: str = ""


class Delivery(Section):
    """How fast messages go out.

    Telegram takes 30 a second, 1 a second a chat and 20 a minute a group; more with a paid broadcast, or on a sandbox.
    """

    per_second: float = Field(25, gt=0, le=1000)
    per_chat_interval: float = Field(1.0, ge=0)
    """Seconds between two messages to one chat, once its burst is used up."""
    per_chat_burst: int = Field(3, ge=1)
    per_group_per_minute: float = Field(18, gt=0, le=60_000)
    kept_for_answers: int = Field(6, ge=0, le=100)
    """Of what may go at once, so many are left to answers by bulk; notices leave half of them."""
    tell_outage_minutes: float = Field(30, gt=0)
    """Telegram could not be reached for so long: the Office hears of it once it is back."""
    read_timeout: float = Field(30, ge=5)
    """Seconds to wait for an answer; a short time makes doubtful messages."""

    def limits(self) -> Limits:
        """The pace that these settings ask for."""
        return Limits(**self.model_dump(exclude={"read_timeout"}))


class Log(Section):
    """What is written to standard error."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


class Config(BaseSettings):
    """All settings, frozen. Made by :func:`load`, which also checks what concerns several keys at once."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix=PREFIX, env_nested_delimiter="__", hide_input_in_errors=True
    )

    token: SecretStr = SecretStr("")
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    proxy: str = ""
    mode: Literal["polling", "webhook"] = "polling"
    data_dir: Path = Path("data")
    database_url: SecretStr = SecretStr("")
    administrators: tuple[int, ...] = ()
    """Telegram ids of those who may administer before anybody is enrolled."""
    clock_url: str = ""
    """The sandbox's clock; empty in service."""

    webhook: Webhook = Webhook()
    place: Place = Place()
    papers: Papers = Papers()
    hours: Hours = Hours()
    rules: Rules = Rules()
    records: Records = Records()
    leaders: Leaders = Leaders()
    reminders: Reminders = Reminders()
    urgent: Urgent = Urgent()
    numbers: Numbers = Numbers()
    bulletins: Bulletins = Bulletins()
    documents: Documents = Documents()
    digests: Digests = Digests()
    delivery: Delivery = Delivery()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what is handed in: `load` merges file and environment, so that tests can give both."""
        return (init_settings,)

    def database(self) -> str:
        """The database's URL for SQLAlchemy; by default an SQLite file in the data directory."""
        return self.database_url.get_secret_value() or f"sqlite+aiosqlite:///{self.data_dir / 'ducha.db'}"

    def county(self) -> County:
        """The settings that rules and templates need."""
        place = self.place
        government = place.government_name or f"{place.name}人民政府"
        names = {"government_name": government, "office_name": place.office_name or f"{government}办公室"}
        sections = (
            place,
            self.papers,
            self.hours,
            self.rules,
            self.records,
            self.leaders,
            self.reminders,
            self.urgent,
            self.digests,
        )
        values = {name: getattr(section, name) for section in sections for name in type(section).model_fields}
        used = self.numbers.by_register()
        last = {counter_key(REGISTERS[key], self.numbers.year): n for key, n in used.items()}
        values |= names | self.bulletins.for_county()
        return County(
            **values,
            last_numbers=MappingProxyType(last),
            number_templates=MappingProxyType(self.numbers.templates.changed()),
            send_documents=self.documents.send,
            picture_font=self.documents.font,
        )
