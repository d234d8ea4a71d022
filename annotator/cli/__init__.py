"""Commands for scripts and terminals: the same services as the window."""

from __future__ import annotations

COMMANDS = {
    "import": "annotator.cli.import_command",
    "articles": "annotator.cli.list_commands",
    "claims": "annotator.cli.list_commands",
    "detect": "annotator.cli.detect_command",
    "compare": "annotator.cli.compare_command",
    "verdict": "annotator.cli.verdict_commands",
    "withdraw": "annotator.cli.verdict_commands",
    "justify": "annotator.cli.verdict_commands",
    "undo": "annotator.cli.verdict_commands",
    "redo": "annotator.cli.verdict_commands",
    "export": "annotator.cli.export_command",
    "matrix": "annotator.cli.matrix_command",
    "training-data": "annotator.cli.training_data_command",
    "check": "annotator.cli.check_command",
    "evaluate": "annotator.cli.evaluate_command",
    "evaluate-links": "annotator.cli.evaluate_links_command",
    "self-test": "annotator.cli.self_test_command",
}
"""Every command and the module that holds its ``add_NAME`` function ("_" for "-")."""

TRIAL_OPTION = "--window-trial"
"""Before a file for its report: opens the window for the self-test, which closes by itself."""
