"""Who is there on the day: who has an account and who has none, and the roster before and after its changes."""

import csv
import io
from pathlib import Path

from sandbox.demo.enrolling import ROSTER, Seat

CLERK = "督查室工作人员甲"
SECOND = "督查室工作人员乙"
HEAD = "督查室主任"
DEPUTY = "分管副主任"
DIRECTOR = "政府办公室主任"
EXECUTIVE = "常务副县长"
VICE = "副县长（城建）"
SECRETARY = "县长秘书"
HOUSING = "住建局联络员"
WATER = "水利局联络员"
WATER_B = "水利局联络员B"
WATER_DEPUTY = "水利局分管负责同志"
WATER_HEAD = "水利局主要负责同志"
FARMING = "农业局联络员"
TRADE = "工商局联络员"
MARKET = "市监局联络员"
TAX = "税务局联络员"

DAY_CAST = (
    Seat(HEAD, "县政府督查室", "督查室主任"),
    Seat(CLERK, "县政府督查室", "督查室工作人员甲"),
    Seat(SECOND, "县政府督查室", "督查室工作人员乙"),
    Seat(DEPUTY, "县政府", "政府办公室分管督查工作的副主任"),
    Seat(DIRECTOR, "县政府", "政府办公室主任"),
    Seat(EXECUTIVE, "县政府", "常务副县长"),
    Seat(VICE, "县政府", "副县长（城建）"),
    Seat(SECRETARY, "县政府", "县长秘书"),
    Seat(HOUSING, "县住房和城乡建设局", "县住建局联络员A"),
    Seat(WATER, "县水利局", "县水利局联络员A"),
    Seat(WATER_B, "县水利局", "县水利局联络员B"),
    Seat(WATER_DEPUTY, "县水利局", "县水利局分管督查工作的负责同志"),
    Seat(WATER_HEAD, "县水利局", "县水利局主要负责同志"),
    Seat(FARMING, "县农业局", "县农业局联络员A"),
    Seat(TRADE, "县工商局", "县工商局联络员A"),
    Seat(MARKET, "县市场监督管理局", "县市监局联络员A"),
    Seat(TAX, "县税务局", "县税务局联络员A"),
)
"""Who has an account. The mayor has none, nor has anybody of 城关镇: they are reached on paper and by telephone."""

OLD, NEW = "县农业局", "县农业农村局"
CHANGES = ("更名为", "并入", "生效日期")

Row = dict[str, str]


def write_roster(path: Path) -> None:
    """The roster of 6 May: the demonstration's, before the reform of the offices."""
    with ROSTER.open(encoding="utf-8-sig", newline="") as file:
        rows = [_before_reform(row) for row in csv.DictReader(file)]
    seat = {"职务": "县工商局联络员A", "角色": "联络员", "席位": "A", "姓名": TRADE, "电话": "0370-0000231"}
    rows.append({"单位": "县工商局", "类别": "县直", "简称": "工商局", **seat})
    path.write_bytes(_as_csv(rows, tuple(rows[0])))


def renaming() -> bytes:
    """The roster of 8 May, as far as it changes."""
    row = {"单位": OLD, "类别": "县直", "职务": f"{OLD}联络员A", "角色": "联络员", "席位": "A", "更名为": NEW}
    return _as_csv([row], ("单位", "类别", "简称", "职务", "角色", "席位", "姓名", "电话", *CHANGES))


def _before_reform(row: Row) -> Row:
    """县农业农村局 was 县农业局 until today. Only 县水利局 has a second liaison."""
    if row["席位"] == "B" and row["单位"] != "县水利局":
        row |= {"姓名": "", "电话": ""}
    if row["单位"] == NEW:
        return {column: cell.replace("农业农村", "农业") for column, cell in row.items()}
    return {column: cell.replace(NEW, OLD) for column, cell in row.items()}


def _as_csv(rows: list[Row], columns: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    table = csv.DictWriter(text, columns, restval="")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
