from tests.world import World


async def test_greeting(office: World) -> None:
    await office.clerk.starts()
    await office.clerk.sees("督查室甲")
    stranger = await office.stranger()
    await stranger.says("你好")
    await stranger.sees("尚未登记")
    await office.clerk.says("你好")
    await office.clerk.sees("未能对应到具体事项")
