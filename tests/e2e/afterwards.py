"""What a person does once a call is over: report a problem, give money back."""

from tests.e2e.at_browser import AtBrowser


class Afterwards(AtBrowser):
    """On the summary."""

    def reports_a_problem(self, what: str, words: str) -> None:
        """On the summary."""
        self._press("Report a problem")
        self.page.get_by_label("What went wrong?").select_option(label=what)
        self._fills("In your own words", words)
        self._press("Send report")

    def refunds(self, amount: str, *, again: bool = False) -> None:
        """On the summary, in answer to a problem; `again` in the dialog that is still open."""
        if not again:
            self._press("Refund")
        self._fills("Amount", amount)
        self._press("Refund now")
