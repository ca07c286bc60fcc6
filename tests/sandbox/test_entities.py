import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.detection import to_html, trimmed, with_detected
from sandbox.entities import Formatted, parse_html, utf16_length
from sandbox.errors import ApiError


def spans(formatted: Formatted) -> list[tuple[str, int, int]]:
    return [(one["type"], one["offset"], one["length"]) for one in formatted.entities]


@pytest.mark.parametrize(
    ("raw", "text", "entities"),
    [
        ("<b>a</b>", "a", [("bold", 0, 1)]),
        ("<STRONG>a</strong>", "a", [("bold", 0, 1)]),
        ("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", n, 1) for n in range(3)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<code>a</code><pre>b</pre>", "ab", [("code", 0, 1), ("pre", 1, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<b>😀<i>汉</i></b>x", "😀汉x", [("bold", 0, 3), ("italic", 2, 1)]),
        ("<b></b>x", "x", []),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("&lt;b&gt; &amp;&quot; &#39;&#x6c49; &nbsp; & ;", "<b> &\" '汉 &nbsp; & ;", []),
        ("&amp;lt;", "&lt;", []),
    ],
)
def test_markup(raw: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    formatted = parse_html(raw)
    assert formatted.text == text
    assert spans(formatted) == entities


def test_links_and_languages() -> None:
    link = parse_html('<a href="https://e.org/?a=1&amp;b=2">x</a>').entities[0]
    assert (link["type"], link["url"]) == ("text_link", "https://e.org/?a=1&b=2")
    assert parse_html('<a href="tg://user?id=5">x</a>').entities[0]["user_id"] == 5
    assert parse_html("<a>http://e.org/</a>").entities[0]["url"] == "http://e.org/"
    assert parse_html("<a>没有地址</a>").entities == []
    code = parse_html('<pre><code class="language-sql">x</code></pre>').entities
    assert code == [{"type": "pre", "offset": 0, "length": 1, "language": "sql"}]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("汉<x>", 'Unsupported start tag "x" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>汉</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=x_y>z</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">z</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
    ],
)
def test_wrong_markup(raw: str, words: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(raw)
    assert caught.value.description == f"Bad Request: can't parse entities: {words}"


def test_trimming_moves_entities() -> None:
    formatted = trimmed(parse_html(" \n<b> 汉 </b><i> </i> "))
    assert (formatted.text, spans(formatted)) == ("汉", [("bold", 0, 1)])


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start r_1", [("bot_command", 0, 6)]),
        ("请看 /todo@ducha_bot", [("bot_command", 3, 15)]),
        ("请看/todo", []),
        ("@ducha_bot 你好", [("mention", 0, 10)]),
        ("见 https://e.org/a。", [("url", 2, 15)]),
        ("#防汛 a@b.org", [("hashtag", 0, 3), ("email", 4, 7)]),
    ],
)
def test_detection(text: str, entities: list[tuple[str, int, int]]) -> None:
    assert spans(with_detected(Formatted(text))) == entities


def test_nothing_is_detected_in_code() -> None:
    assert spans(with_detected(parse_html("<code>/todo</code>"))) == [("code", 0, 5)]


@given(st.text())
def test_escaped_text_means_itself(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(f"<b>{escaped}</b>").text == text


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "code", ""]), st.text("ab汉😀<&", min_size=1))))
def test_shown_html_parses_back_to_the_same(pieces: list[tuple[str, str]]) -> None:
    raw = ""
    for tag, text in pieces:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        raw += f"<{tag}>{escaped}</{tag}>" if tag else escaped
    formatted = parse_html(raw)
    again = parse_html(to_html(formatted))
    assert (again.text, spans(again)) == (formatted.text, spans(formatted))
    assert utf16_length(formatted.text) == sum(utf16_length(text) for _, text in pieces)
