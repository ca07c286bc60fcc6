"""The chat page: nothing comes from elsewhere, and a person gets on with it in a real browser."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect
from playwright.async_api import TimeoutError as PlaywrightTimeout

from sandbox.client import ControlClient
from sandbox.demo.courses import CLERK, DEPUTY
from sandbox.demo.enrolling import CAST, FIRST_ACCOUNT, GROUP
from sandbox.page import FOLDER
from sandbox.server import Sandbox
from tests.e2e.trying import Trial, tried

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture
async def trial(tmp_path: Path) -> AsyncIterator[Trial]:
    """A sandbox with its bot, as a newcomer starts it."""
    async with tried(tmp_path / "try") as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium, as Debian has it."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("there is no chromium; apt-get install chromium")
        pytest.skip("no chromium here; on Debian: apt-get install chromium fonts-noto-cjk")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield opened
        await opened.close()


async def opened(browser: Browser, trial: Trial, size: dict[str, int], errors: list[str]) -> Page:
    """The page at a size; what its scripts throw is gathered."""
    page = await browser.new_page(viewport={"width": size["width"], "height": size["height"]}, locale="zh-CN")
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(f"{trial.url}/")
    return page


def column(page: Page, name: str) -> Locator:
    """Somebody's chat."""
    return page.get_by_role("region", name=name, exact=True)


async def says(chat: Locator, text: str) -> None:
    """Type and press Enter; a line break is typed with Shift."""
    field = chat.get_by_role("textbox", name="消息")
    await field.fill(text)
    await field.press("Enter")


async def taps(chat: Locator, label: str, *, then: str = "") -> None:
    """Tap the newest button with this label; once more if the button that should follow does not come.

    An edit of an earlier message may move the column between press and release, and then a browser sees no click; a
    person taps again.
    """
    button = chat.get_by_role("button", name=label, exact=True).last
    await button.click()
    if then:
        following = chat.get_by_role("button", name=then, exact=True).last
        try:
            await following.wait_for(state="visible", timeout=8_000)
        except PlaywrightTimeout:
            await button.click()
            await following.wait_for(state="visible")


@pytest.mark.long
@pytest.mark.timeout(240)
async def test_a_person_registers_a_matter_by_clicking(browser: Browser, trial: Trial) -> None:
    errors: list[str] = []
    page = await opened(browser, trial, LAPTOP, errors)
    await expect(page.get_by_text("第一步：")).to_be_visible()
    clerk = column(page, CLERK)
    await taps(clerk, "登记", then="否，可以登记")
    await taps(clerk, "否，可以登记", then="会议")
    await taps(clerk, "会议", then="县长召开的会议")
    await taps(clerk, "县长召开的会议", then="口头交办，无文件")
    await says(clerk, "县长办公会议纪要\n〔2026〕3号\n2月27日\n县政府办公室")
    await taps(clerk, "下一步", then="同来件标题")
    await says(clerk, "城区<b>内涝点</b>整治")
    await taps(clerk, "无批示", then="平件")
    await taps(clerk, "平件", then="暂不定时限")
    await says(clerk, "6月15日")
    await taps(clerk, "督查通知单", then="跳过")
    await says(clerk, "一、完成3处积水点改造。")
    await taps(clerk, "下一步", then="不抄送")
    await taps(clerk, "不抄送", then="确认登记")
    await taps(clerk, "确认登记")
    await expect(clerk.get_by_text("已登记　登记号2026-1")).to_be_visible()
    await expect(clerk.get_by_text("城区<b>内涝点</b>整治").last).to_be_visible()
    await taps(clerk, "依据")
    await expect(page.get_by_role("dialog")).to_contain_text("二（四）1")
    await page.get_by_role("button", name="好", exact=True).click()
    await page.reload()
    await expect(clerk.get_by_text("已登记　登记号2026-1")).to_be_visible()
    assert errors == []


@pytest.mark.long
@pytest.mark.timeout(240)
async def test_chats_go_on_live_without_reload(browser: Browser, trial: Trial, tmp_path: Path) -> None:
    errors: list[str] = []
    page = await opened(browser, trial, LAPTOP, errors)
    clerk, deputy, group = column(page, CLERK), column(page, DEPUTY), column(page, GROUP)

    await says(clerk, "/ledger")
    answer = clerk.get_by_role("group", name="夏邑政务督查").filter(has_text="督查台账")
    await answer.click()
    await taps(clerk, "回复")
    await says(clerk, "这是回复")
    await expect(clerk.get_by_role("button", name=re.compile("^回复 夏邑政务督查：督查台账"))).to_be_visible()

    async with ControlClient(trial.url) as control:
        account = FIRST_ACCOUNT + [seat.name for seat in CAST].index(DEPUTY)
        chip = page.get_by_role("navigation").get_by_role("button", name=DEPUTY, exact=False).first
        await control.say(account, "/help")
        await expect(deputy.get_by_text(re.compile("条未读"))).to_be_visible()
        await expect(chip).to_contain_text("1")
        await deputy.get_by_role("textbox", name="消息").click()
        await expect(deputy.get_by_text(re.compile("条未读"))).to_be_hidden()

        mine = await control.say(account, "写错了")
        await expect(deputy.get_by_text("写错了")).to_be_visible()
        await control.edit(account, mine.id, "写对了")
        await expect(deputy.get_by_text("写对了")).to_be_visible()
        await expect(deputy.get_by_text("已修改").last).to_be_visible()

    await clerk.get_by_role("button", name="命令").click()
    await clerk.get_by_role("list", name="命令菜单").get_by_role("button", name="/help").click()
    await expect(clerk.get_by_text("/help", exact=True).first).to_be_visible()

    note = tmp_path / "说明.txt"
    note.write_text("说明", encoding="utf-8")
    await clerk.get_by_label("选择文件").set_input_files(note)
    await says(clerk, "附说明")
    await expect(clerk.get_by_role("link", name=re.compile("说明.txt"))).to_be_visible()

    await group.get_by_role("combobox", name="以谁的身份发言").select_option(label="督查室主任")
    await says(group, "请各单位按时反馈")
    await expect(group.get_by_text("请各单位按时反馈")).to_be_visible()
    assert errors == []


@pytest.mark.long
@pytest.mark.timeout(240)
async def test_the_clock_is_moved_and_a_stranger_is_refused(browser: Browser, trial: Trial) -> None:
    errors: list[str] = []
    page = await opened(browser, trial, LAPTOP, errors)
    clock = page.get_by_role("group", name="时间")
    await expect(clock).to_contain_text("2026年3月2日（周一）")
    await page.get_by_role("button", name="到下一个9:00").click()
    await expect(clock).to_contain_text("2026年3月2日（周一） 09:00")
    await page.get_by_role("button", name="前进1天").click()
    await expect(clock).to_contain_text("2026年3月3日（周二）")
    await page.get_by_role("button", name="前进到…").click()
    await page.get_by_label("前进到（北京时间）").fill("2026-03-05T10:30")
    await page.get_by_role("button", name="前进", exact=True).click()
    await expect(clock).to_contain_text("2026年3月5日（周四） 10:30")

    await page.get_by_role("button", name="新账号").click()
    await page.get_by_role("textbox", name="名字").fill("张三")
    await page.get_by_role("button", name="建立").click()
    stranger = column(page, "张三")
    await stranger.get_by_role("button", name="开始").click()
    await expect(stranger.get_by_text("尚未登记")).to_be_visible()
    assert errors == []


@pytest.mark.long
@pytest.mark.timeout(240)
async def test_on_a_phone_one_chat_is_shown_at_its_full_width(browser: Browser, trial: Trial) -> None:
    errors: list[str] = []
    page = await opened(browser, trial, PHONE, errors)
    await expect(column(page, CLERK)).to_be_visible()
    await expect(column(page, DEPUTY)).to_be_hidden()
    await page.get_by_role("navigation").get_by_role("button", name=DEPUTY).click()
    await expect(column(page, CLERK)).to_be_hidden()
    box = await column(page, DEPUTY).bounding_box()
    assert box is not None
    assert box["width"] == PHONE["width"]
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    await says(column(page, DEPUTY), "/help")
    await expect(column(page, DEPUTY).get_by_text("/pending").first).to_be_visible()
    assert errors == []


async def test_the_page_needs_nothing_from_elsewhere() -> None:
    async with Sandbox() as sandbox, httpx.AsyncClient(base_url=sandbox.url, trust_env=False) as client:
        front = await client.get("/")
        assert front.headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'self'" in front.headers["content-security-policy"]
        named = set(re.findall(r'(?:src|href)="(/page/[^"]+)"', front.text))
        for path in FOLDER.glob("*.js"):
            text = path.read_text(encoding="utf-8")
            named |= {f"/page/{name}" for name in re.findall(r'from "\./([^"]+)"', text)}
            assert "innerHTML" not in text
            assert not re.search(r"https?://(?!invalid\.example)", text)
        assert {f"/page/{path.name}" for path in FOLDER.iterdir() if path.suffix in {".js", ".css", ".svg"}} == named
        for name in named:
            assert (await client.get(name)).status_code == 200
        for name in ("/page/__init__.py", "/page/..%2fserver.py", "/page/none.js"):
            assert (await client.get(name)).status_code == 404
