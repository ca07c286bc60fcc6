import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, InvalidToken, NetworkError

from sandbox.client import ControlClient, User
from tests.sandbox.conftest import png

MEGABYTE = 1024 * 1024


async def test_a_document_goes_there_and_back(bot: Bot, li: User, people: ControlClient) -> None:
    sent = await bot.send_document(li.id, "通报".encode(), filename="季度 通报.docx", caption="<请审>")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("季度 通报.docx", 6)
    assert sent.document.mime_type is not None
    assert sent.document.mime_type.endswith("wordprocessingml.document")
    downloaded = await (await bot.get_file(sent.document.file_id)).download_as_bytearray()
    assert bytes(downloaded).decode() == "通报"
    shown = await people.last(li.id)
    assert shown.file is not None
    assert await people.file(shown.file.file_id) == "通报".encode()
    raw = await people._http.get(f"file/{shown.file.file_id}")
    assert "attachment" in raw.headers["content-disposition"]


async def test_a_persons_document_can_be_fetched_and_sent_again(bot: Bot, li: User, people: ControlClient) -> None:
    await people.send_file(li.id, "整改报告.pdf", b"%PDF", caption="整改 /todo")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.document is not None
    assert (message.caption, message.document.mime_type) == ("整改 /todo", "application/pdf")
    again = await bot.send_document(li.id, message.document.file_id)
    assert again.document is not None
    assert again.document.file_id == message.document.file_id
    with pytest.raises(BadRequest, match="Can't use file of type document as photo"):
        await bot.send_photo(li.id, message.document.file_id)
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_document(li.id, "AgACunknown")


async def test_a_photo_has_several_sizes(bot: Bot, li: User, people: ControlClient) -> None:
    sent = await bot.send_photo(li.id, png(1600, 1200), caption="现场")
    assert [(size.width, size.height) for size in sent.photo] == [(90, 67), (320, 240), (800, 600), (1600, 1200)]
    assert len({size.file_unique_id for size in sent.photo}) == 4
    again = await bot.send_photo(li.id, sent.photo[-1].file_id)
    assert [size.file_id for size in again.photo] == [size.file_id for size in sent.photo]
    await people.send_file(li.id, "现场.jpg", b"not a real picture", kind="photo")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.photo[-1].width == 1280


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"no picture", "image_process_failed"),
        (png(9000, 1001), "photo_invalid_dimensions"),
        (png(4000, 100), "photo_invalid_dimensions"),
        (png() + bytes(10 * MEGABYTE), "is too big for a photo"),
    ],
)
async def test_photo_limits(bot: Bot, li: User, data: bytes, error: str) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.send_photo(li.id, data)
    assert error in caught.value.message.lower()


async def test_voice(bot: Bot, li: User, people: ControlClient) -> None:
    sent = await bot.send_voice(li.id, b"OggS", duration=7)
    assert sent.voice is not None
    assert sent.voice.to_dict()["duration"] == 7
    await people.send_file(li.id, "v.oga", b"OggS", kind="voice")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.voice is not None


async def test_an_album_is_several_messages_with_one_id(bot: Bot, li: User, people: ControlClient) -> None:
    sent = await bot.send_media_group(li.id, [InputMediaPhoto(png()), InputMediaPhoto(png(40, 30), caption="二")])
    assert len({one.media_group_id for one in sent}) == 1
    assert [one.caption for one in sent] == [None, "二"]
    mixed: list[InputMediaPhoto | InputMediaDocument] = [InputMediaPhoto(png()), InputMediaDocument(b"x")]
    with pytest.raises(BadRequest, match="Document can't be mixed with other media types"):
        await bot.send_media_group(li.id, mixed)
    with pytest.raises(BadRequest, match="Too many messages to send as an album"):
        await bot.send_media_group(li.id, [InputMediaDocument(b"x")] * 11)
    copies = await bot.copy_messages(li.id, li.id, [one.message_id for one in sent])
    groups = {(await people.message(li.id, one.message_id)).media_group_id for one in copies}
    assert len(groups) == 1
    assert groups != {sent[0].media_group_id}


async def test_a_persons_album_arrives_as_separate_updates(bot: Bot, li: User, people: ControlClient) -> None:
    await people.send_album(li.id, [("1.png", png()), ("2.png", png()), ("3.png", png())], caption="现场")
    messages = [update.message for update in await bot.get_updates()][1:]
    assert [one.caption for one in messages if one] == ["现场", None, None]
    assert len({one.media_group_id for one in messages if one}) == 1


async def test_files_over_20_mb_cannot_be_fetched(bot: Bot, li: User, people: ControlClient) -> None:
    for size in (20 * MEGABYTE, 20 * MEGABYTE + 1):
        await people.send_file(li.id, "大.zip", b"PK", size=size)
    documents = [update.message.document for update in await bot.get_updates() if update.message]
    small, big = [one for one in documents if one]
    assert (await bot.get_file(small.file_id)).file_size == 20 * MEGABYTE
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(big.file_id)
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("nothing")


async def test_uploads_over_50_mb_are_413(bot: Bot, li: User) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large") as caught:
        await bot.send_document(li.id, bytes(52 * MEGABYTE))
    assert not isinstance(caught.value, BadRequest)


async def test_a_link_is_good_for_an_hour(bot: Bot, li: User, people: ControlClient) -> None:
    sent = await bot.send_document(li.id, b"x", filename="a.txt")
    assert sent.document is not None
    file = await bot.get_file(sent.document.file_id)
    await people.advance(seconds=3601)
    with pytest.raises(InvalidToken):
        await file.download_as_bytearray()
    renewed = await bot.get_file(sent.document.file_id)
    assert bytes(await renewed.download_as_bytearray()) == b"x"


async def test_an_empty_file_is_refused(bot: Bot, li: User) -> None:
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(li.id, b"", filename="a.txt")
