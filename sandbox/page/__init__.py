"""The chat page: static files next to this module, served at `/`, with nothing fetched from anywhere else."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.errors import ControlError

FOLDER = Path(__file__).parent
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
HEADERS = {
    # What a bot writes is shown as text, never as markup; should that fail, no script of its own runs either.
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


async def front(_request: Request) -> Response:
    """The page itself."""
    return _file("index.html")


async def part(request: Request) -> Response:
    """A style sheet, script or picture of the page. Raises ControlError 404."""
    return _file(request.path_params["name"])


def _file(name: str) -> Response:
    files = {path.name: path for path in FOLDER.iterdir() if path.suffix in TYPES}
    if name not in files:
        raise ControlError(404, f"the page has no {name}")
    return Response(files[name].read_bytes(), media_type=TYPES[files[name].suffix], headers=HEADERS)


def page_routes() -> list[Route]:
    """The routes of the page."""
    return [Route("/", front), Route("/page/{name}", part)]
