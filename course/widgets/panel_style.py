"""The look that all panels of a lesson share, with what one of them adds."""

from pathlib import Path

_HERE = Path(__file__).parent


def style(panel: str) -> str:
    """The style sheet of a panel."""
    return "\n".join((_HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("panel_style", panel))
