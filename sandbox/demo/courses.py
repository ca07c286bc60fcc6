"""What differs from paper to paper: the procedure it takes, as a row, and what the units have to say."""

from dataclasses import dataclass

from sandbox.demo.documents import Document

CLERK = "督查室工作人员甲"
HEAD = "督查室主任"
DEPUTY = "分管副主任"
DIRECTOR = "政府办公室主任"
MAYOR = "县长"
EXECUTIVE = "常务副县长"
HOUSING = "住建局联络员"
WATER = "水利局联络员"
WATER_DEPUTY = "水利局分管负责同志"
WATER_HEAD = "水利局主要负责同志"


@dataclass(frozen=True, slots=True)
class Course:
    """A procedure: the buttons that lead to it, and who signs."""

    track: tuple[str, ...]
    leader: str
    """Whom the clerk names to approve; empty where the notice names the signers."""
    form: str
    issuer: str
    """In whose name it is issued, where that can be chosen."""
    number: str
    issue: tuple[str, ...]
    """Who approves before it is issued."""
    result: str
    """The button of the result chain, where there are several."""
    review: tuple[str, ...]
    approve: tuple[str, ...]
    """Who reads the result, and who approves it then."""


MINUTES = Course(
    track=("会议", "县长召开的会议"),
    leader="",
    form="督查通知单",
    issuer="",
    number="夏政督〔2026〕1号",
    issue=(DEPUTY, DIRECTOR),
    result="县长审定",
    review=(DEPUTY, DIRECTOR),
    approve=(MAYOR,),
)
"""二（四）1、3: the minutes of a meeting that the mayor called."""

PAPER = Course(
    track=("公文", "县政府决策部署和公文"),
    leader=EXECUTIVE,
    form="立项分解通知",
    issuer="县政府办公室",
    number="夏政办〔2026〕1号",
    issue=(EXECUTIVE,),
    result="",
    review=(DEPUTY, DIRECTOR),
    approve=(),
)
"""二（一）: a paper of the county's own; a county leader approves what is issued, and nothing goes up to the city."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the units report on the three tasks; `empty` is the report that is returned, `wanted` the words for it."""

    first: str
    second: str
    third: str
    empty: str
    wanted: str
    file_name: str


FLOODING = Words(
    first="凯旋路、栗城路、县府路3处积水点雨水管网改造已全部完成，路面恢复通行。"
    "改造雨水管网860米，新建雨水口24个，3月17日通水试验正常。",
    second="北城河城区段2.3公里清淤已于3月31日全部完成，清运淤泥1.6万立方米，"
    "与沿河5处雨水管网排口衔接到位，验收单附后。",
    third="排查主次干道雨水口1126个、检查井874座，清掏堵塞212处，补齐井盖37套，问题清单和整改清单已建立并全部销号。",
    empty="北城河清淤疏浚工作正在加快推进，预计近期完成。",
    wanted="一、已清淤长度和清运淤泥方量；二、余下工程的完成日期；三、附验收单。",
    file_name="北城河清淤验收单.txt",
)
"""For the demonstration's own paper."""

ANY = Words(
    first="已制定落实方案，明确专人负责，所列工作于3月17日全部完成，现场情况见照片。",
    second="所列工作已于3月31日全部完成，完成清单和验收意见附后。",
    third="已逐条对照办理完毕，工作台账已建立，下步转入常态管理。",
    empty="有关工作正在加快推进，预计近期完成。",
    wanted="一、已完成的具体内容和数量；二、余下工作的完成日期；三、附验收意见。",
    file_name="完成清单.txt",
)
"""For any other paper."""


def course_of(document: Document) -> Course:
    """The procedure of a paper."""
    return MINUTES if document.is_minutes else PAPER


def words_of(document: Document) -> Words:
    """What the units answer to it."""
    return FLOODING if "北城河" in document.text else ANY
