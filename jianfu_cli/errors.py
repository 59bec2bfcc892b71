"""The one small hierarchy of "cannot go on"; data faults are findings, never exceptions."""


class JianfuError(Exception):
    """Something that ends the command with exit code 2; its text is plain Chinese for the person calling."""


class CampaignError(JianfuError):
    """A campaign or schema file that cannot be used: the text names file, line and key."""


class UsageError(JianfuError):
    """The call itself was wrong: nothing to read, an unknown unit or attachment, an output that cannot be written."""
