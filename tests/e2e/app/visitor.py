"""Somebody with a browser: reads, fills in, presses, and is never shown a page that axe refuses."""

from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, ConsoleMessage, Page, expect

from project88.cli import tools

AXE = tools.UI / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}
SIZES = {"desk": (1440, 900), "tablet": (820, 1180), "phone": (390, 844)}
_RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
_PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_QUIET = """() => document.getAnimations().every((one) =>
    one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity)"""
_AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Visitor:
    """A browser of one person. Labels and names are the words on the page."""

    def __init__(self, page: Page, origin: str, pictures: Path) -> None:
        self.page = page
        self.origin = origin
        self.complaints: list[str] = []
        self.faults: list[str] = []
        self._pictures = pictures
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @classmethod
    async def at(cls, context: BrowserContext, origin: str, pictures: Path) -> "Visitor":
        # The policy of the page forbids foreign scripts; the debugger's own are exempt.
        await context.add_init_script(path=AXE)
        return cls(await context.new_page(), origin, pictures)

    async def goes_to(self, path: str) -> None:
        await self.page.goto(path if path.startswith("http") else self.origin + path)

    async def fills(self, label: str, text: str) -> None:
        """The field with that label; in an open dialog when there is one."""
        dialog = self.page.get_by_role("dialog")
        place = dialog.last if await dialog.count() else self.page
        await place.get_by_label(label, exact=True).first.fill(text)

    async def presses(self, name: str, *, exact: bool = True) -> None:
        await self.page.get_by_role("button", name=name, exact=exact).first.click()

    async def follows(self, name: str) -> None:
        await self.page.get_by_role("link", name=name, exact=True).first.click()

    async def reads(self, text: str) -> None:
        """Waits until it can be read."""
        await expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible(
            timeout=15_000
        )

    async def has_heading(self, name: str) -> None:
        await expect(self.page.get_by_role("heading", name=name).first).to_be_visible(
            timeout=15_000
        )

    async def gets_authenticator(self) -> None:
        """A device that makes passkeys and says yes to everything."""
        debugger = await self.page.context.new_cdp_session(self.page)
        await debugger.send("WebAuthn.enable")
        await debugger.send("WebAuthn.addVirtualAuthenticator", {"options": _AUTHENTICATOR})

    async def looks(self, name: str) -> None:
        """Holds this page against axe and takes its picture, on a desk, a tablet and a phone.

        What is found is kept in `faults`, so that one run tells of all pages.
        """
        for size, (width, height) in SIZES.items():
            await self.page.set_viewport_size({"width": width, "height": height})
            await self.page.screenshot(path=self._pictures / f"{name}-{size}.png")
            self.faults += [f"{name} on a {size}: {line}" for line in await axe(self.page)]
            across = await self.page.evaluate("document.documentElement.scrollWidth")
            if across > width:
                self.faults.append(f"{name} on a {size} scrolls sideways: {across}")
        await self.page.set_viewport_size({"width": 1440, "height": 900})

    def _said(self, message: ConsoleMessage) -> None:
        # A refused request is written there by the browser itself.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)


async def axe(page: Page) -> list[str]:
    """What axe finds serious on this page now, as lines for a person."""
    # A scheme that was just asked for is on the page a frame later; colours that are on their
    # way from one to another would be judged in between.
    await page.evaluate(_PAINTED)
    await page.wait_for_function(_QUIET)
    found: list[dict[str, Any]] = await page.evaluate(_RUN)  # Any: axe's own report
    return [
        f"{one['id']}: {one['help']} at {[node['html'][:300] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in SERIOUS
    ]
