"""`%load_ext briefing`: summaries, figures and changes are shown as tables in a notebook."""

from __future__ import annotations

from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """Registers the HTML views of `Result`, `Summary`, `Figure` and `Change` with a running IPython (``%load_ext briefing``)."""
    from briefing.api.result import Result
    from briefing.model.fact import Figure
    from briefing.model.summary import Change, Summary
    from briefing.writers.notebook import change_html, figure_html, summary_html

    views = shell.display_formatter.formatters["text/html"]
    views.for_type(Summary, summary_html)
    views.for_type(Figure, figure_html)
    views.for_type(Change, change_html)
    views.for_type(Result, lambda result: summary_html(result.summary))
