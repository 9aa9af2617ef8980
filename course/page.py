"""A sentence in the page where a form should be."""

from html import escape

from ipywidgets import HTML


def notice(text: str, language: str) -> HTML:
    """A message for people, in place of anything that cannot be shown."""
    spoken = "zh-CN" if language == "zh" else "en"
    style = "border-left: 4px solid #c0392b; padding: 8px 14px; font-size: 15px; line-height: 1.6; white-space: normal"
    return HTML(f'<p role="alert" lang="{spoken}" style="{style}">{escape(text)}</p>')
