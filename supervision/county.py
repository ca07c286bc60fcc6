"""The settings of one county that rules and templates need, frozen; ``bot/config.py`` builds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from supervision.calendars.schedules import TEN_THINGS_SCHEDULES, Level, ScheduleKey, TenThingsReading
from supervision.county_limits import check_bulletins, check_ladder, check_terms, check_urgency
from supervision.roles import SIGNERS, Role

_SHANGHAI = ZoneInfo("Asia/Shanghai")


class ReaderAsked(StrEnum):
    """When a report counts as the unit's (U3)."""

    AFTER = "after"
    """The liaison taps, after sending, who in the unit has read it."""
    READER_CONFIRMS = "reader_confirms"
    """That person taps 同意报送 himself."""
    NOT_ASKED = "not_asked"
    """A liaison's report is the unit's as it comes."""


class BulletinForm(StrEnum):
    """What a bulletin is set as."""

    BRIEFING = "briefing"
    """简报, with its masthead and 第N期."""
    FORMAL = "formal"
    """A document of the government's office, with a 文号."""


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """One county: its names, its hours, and what the notice leaves to it. The defaults are 夏邑县's.

    Times of day are local to ``zone``. Raises ValueError for a setting that cannot work.
    """

    name: str = "夏邑县"
    government_name: str = "夏邑县人民政府"
    office_name: str = "夏邑县人民政府办公室"
    """The name on every formal paper: an inner office may not issue in its own (公文处理条例 art. 17)."""
    supervision_office: str = "督查室"
    contact_phone: str = ""
    """The Office's telephone; empty: papers write 电话见通知单."""

    code_government: str = "夏政"
    code_office: str = "夏政办"
    code_letter: str = "夏政办函"
    code_supervision: str = "夏政督"
    code_urging: str = "夏政督催"
    bulletin_masthead: str = "夏邑政务督查"
    addressees: tuple[str, ...] = ("各乡镇人民政府", "县政府各部门")
    """主送 of a bulletin."""
    copy_to: tuple[str, ...] = (
        "县委各部门",
        "人大常委会办公室",
        "县政协办公室",
        "县人武部",
        "县法院",
        "县检察院",
    )
    """抄送 of a bulletin, as the notice itself was sent."""
    copy_to_breakdown: tuple[str, ...] = ()
    """抄送 of a 立项分解通知."""
    copy_to_notice: tuple[str, ...] = ()
    """抄送 of all other papers to units."""
    mark_government: str = "{government_name}文件"
    """发文机关标志 of the government's papers, and of its office's; both names may stand in them. A 函 has the name."""
    mark_office: str = "{office_name}文件"
    print_office: str = ""
    """印发机关; empty: the office."""
    bulletin_form: BulletinForm = BulletinForm.BRIEFING
    bulletin_compiler: str = ""
    """编发单位 of a bulletin; empty: the government's name and the supervision office's."""
    discipline_office: str = "县纪委监委"
    """To whom 责任追究 is handed over."""
    long_text: int = 4000
    """From how many characters on a text comes to its signers as a file too."""
    number_templates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """Number forms of the county's own, by register (``numbering.check_template``)."""
    send_documents: bool = True
    """Papers go out as files with their cards; if not, only who asks for one gets it."""

    zone: ZoneInfo = _SHANGHAI
    office_opens: time = time(8, 30)
    office_closes: time = time(17, 30)
    quiet_from: time = time(21, 0)
    """Nothing but 特急 is sent from here to ``quiet_until``, which may lie on the next day."""
    quiet_until: time = time(7, 30)

    acknowledge_workdays: int = 2
    acknowledge_workdays_urgent: int = 1
    acknowledge_hour: time = time(12, 0)
    acknowledge_minutes_most_urgent: int = 30
    tight_workdays: int = 2
    """Fewer workdays left at issue bring a warning; a unit that learns of its date too late gets as many."""
    supplement_workdays: int = 2
    """How long a unit has to supply what a returned report lacks, in workdays, to the end of office hours."""
    objection_workdays: int = 3
    """How long a unit may object to its line in a bulletin, in workdays."""
    report_reader_asked: ReaderAsked = ReaderAsked.AFTER
    ten_things_reading: TenThingsReading = TenThingsReading.BOTH_DAYS

    bulletin_draft_workdays: int = 5
    """How long after its cut-off a bulletin is drafted, in workdays."""
    bulletin_post_hour: time = time(9, 0)
    bulletin_steps: tuple[Role, ...] = (Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.MAYOR)
    """Who signs a bulletin, in order; the last is who may say that a unit is criticised (Order 733 art. 21)."""
    name_in_group: bool = True
    """Whether the criticised are named in the groups unless somebody chose otherwise."""
    bulletin_picture: bool = True
    """Whether the chart of a bulletin goes into the groups with it."""
    picture_font: str = ""
    """The file of the font that charts are written in; empty: one with Chinese is looked for."""

    head_weekday: int = 1
    """On which day of the week (1: Monday) heads of units and leaders get their digest; 0: never."""
    head_month_workday: int = 1
    """On which workday of the month they get the month's; 0: never."""
    head_hour: time = time(8, 30)
    leader_roles: tuple[Role, ...] = (
        Role.MAYOR,
        Role.EXECUTIVE_VICE_MAYOR,
        Role.VICE_MAYOR,
        Role.DIRECTOR,
        Role.DEPUTY_DIRECTOR,
    )
    """Which leaders get one."""

    sheet_workdays: int = 3
    """How long before its day a unit gets the prefilled 反馈表, in workdays."""
    sheet_least: int = 2
    """From how many tasks of one day on it gets one."""

    ratify_workdays: int = 3
    """In how many workdays a consent by telephone is to be ratified; after it stands in the list of 待补签."""
    secretary_workdays: int = 1
    """After how many workdays a leader's secretary is reminded of a signature that is waited for."""
    list_hour: time = time(16, 0)
    """When a leader with more than one routine paper gets them as one list."""
    list_only_roles: tuple[Role, ...] = ()
    """Leaders whose routine papers wait for that list; one that is alone comes as its card."""
    list_only_tracks: tuple[str, ...] = ("hotline",)
    """Tracks (``tracks.TrackKey``) whose routine papers wait for that list, whoever signs them."""

    ladder: tuple[tuple[int, tuple[Role, ...]], ...] = (
        (-3, (Role.LIAISON,)),
        (-1, (Role.LIAISON,)),
        (0, (Role.LIAISON,)),
        (1, (Role.LIAISON, Role.UNIT_DEPUTY)),
        (3, (Role.LIAISON, Role.UNIT_DEPUTY, Role.UNIT_HEAD)),
        (5, (Role.OFFICER,)),
    )
    """平件: how many workdays from the limit of a report who is told, a row a step."""
    unit_messages: int = 3
    """So many reminders by hand a unit gets as messages of their own in a day; further ones go into its next digest."""
    unit_lines: int = 12
    """So many lines of a unit's digest name what is owed; the rest is one line (减负)."""
    away_minutes: int = 60
    """After a stop longer than this the Office is told what was missed."""
    approver_minutes: tuple[int, ...] = (15, 60)
    """特急: after how many minutes a leader who does not sign is reminded himself."""
    hours_before: tuple[int, ...] = (4, 1)
    """特急: how many hours before the limit the liaisons are reminded."""
    hours_after: tuple[int, ...] = (0, 1, 2)
    """特急: how many hours after it the unit's deputy, its head and the Office are told."""
    escalate_minutes: int = 30
    """特急: after how many minutes without 签收 or signature the next above is told."""
    urgent_days: tuple[int, ...] = (-1, 0, 1, 2, 3)
    """加急: how many workdays from the limit the liaison (twice), the deputy, the head and the Office are told."""

    extra_vet_roles: tuple[Role, ...] = ()
    """Checks (核稿) before the notice's chains, in order; the notice has none."""
    upward_workdays: int = 2
    """The Office's own date for what goes up is so many workdays before the city's. Ours."""
    plan_workdays: int = 10
    """In how many workdays a unit hands in its plan, where the paper asks for it. Ours."""
    extension_steps: tuple[Role, ...] = (Role.DEPUTY_DIRECTOR,)
    """Who approves a later final date (主管领导批准, practice §6); empty: the Office, as always for progress dates."""
    extension_ask_workdays: int = 0
    """How many workdays before its date a unit asks for a later one at the latest; 0: until the date."""
    answer_workdays: int = 10
    """After how many workdays the Office is reminded of a leader who instructed anew and waits to hear (P5.3). Ours."""
    answer_again_workdays: int = 5
    """And then again every so many, until he was told."""
    promise_workdays: int = 3
    """In how many workdays a unit names what it will do to put something right, who and until when. Ours."""
    rectification_workdays: int = 10
    """In how many workdays a unit puts right what it was ordered to, where no date was given. Ours."""
    review_days: int = 30
    """复核: days in which a criticised unit may ask for it, and in which it is answered (Order 733 art. 17)."""
    suspend_review_days: int = 30
    """After how many days a suspension is looked at again. Ours."""

    hotline_return_workdays: int = 2
    """In how many workdays a unit gives back a hotline order that is not its own (濮阳, practice §11)."""
    proposal_return_workdays: int = 10
    """In how many workdays a unit gives back a proposal that is not its own (河南办法 art. 14)."""
    proposal_reassign_workdays: int = 10
    """In how many workdays the Office gives such a proposal to another unit (河南办法 art. 14)."""
    joint_reply_months: int = 2
    """In how many months a unit that assists gives its opinion to the one that replies (河南办法 art. 18)."""
    satisfaction_workdays: int = 10
    """In how many workdays after the reply its proposer is asked what he thinks of it (河南办法 art. 22)."""
    second_round_months: int = 1
    """In how many months a reply that did not satisfy is given anew (河南办法 art. 22)."""
    archive_month: int = 1
    """The month in which the Office is reminded to file the past year's proposals (P6.3)."""

    invitation_days: int = 7
    """How long an invitation is valid, in days."""
    last_numbers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """Last number used on paper before the bot began, by ``numbering.counter_key`` (``bulletin/2026``)."""

    def __post_init__(self) -> None:
        if self.office_opens >= self.office_closes:
            raise ValueError("the office closes before it opens")
        check_terms(self)
        if not SIGNERS.issuperset({*self.extra_vet_roles, *self.list_only_roles, *self.extension_steps}):
            raise ValueError("a check or an extension is approved by somebody who signs, and so is a list signed")
        if self.archive_month not in range(1, 13):
            raise ValueError("a month is between 1 and 12")
        check_ladder(self)
        check_urgency(self)
        check_bulletins(self)
        if min(self.last_numbers.values(), default=0) < 0:
            raise ValueError("a number that was used is not negative")

    @property
    def imprint(self) -> str:
        """印发机关 of every paper."""
        return self.print_office or self.office_name

    @property
    def compiler(self) -> str:
        """编发单位 of a bulletin."""
        return self.bulletin_compiler or f"{self.government_name}{self.supervision_office}"

    @property
    def marks(self) -> tuple[str, str]:
        """发文机关标志 of the government's papers and of its office's."""
        names = {"government_name": self.government_name, "office_name": self.office_name}
        return self.mark_government.format(**names), self.mark_office.format(**names)

    def local(self, at: datetime) -> datetime:
        """Give the moment in the county's time. Raises ValueError for a naive datetime."""
        if at.tzinfo is None:
            raise ValueError("a moment has a time zone")
        return at.astimezone(self.zone)

    def in_office_hours(self, at: datetime) -> bool:
        """Say whether the clock stands between opening and closing; workdays are the calendar's business."""
        return self.office_opens <= self.local(at).time() < self.office_closes

    def is_quiet(self, at: datetime) -> bool:
        """Say whether the clock stands in the quiet hours, which may run over midnight."""
        clock = self.local(at).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def tells_levels_apart(self, schedule: ScheduleKey) -> bool:
        """Say whether it matters for this schedule whose things they are, the city's or the county's."""
        of_levels = {self.ten_things_schedule(level) for level in Level}
        return schedule is ScheduleKey.TEN_THINGS and len(of_levels) > 1

    def ten_things_schedule(self, level: Level) -> ScheduleKey:
        """Give the report schedule of the city's or the county's ten things, by its reading of P3.2."""
        return TEN_THINGS_SCHEDULES[self.ten_things_reading, level]
