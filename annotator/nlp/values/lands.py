"""Countries and other wide lands, in which a city of a report may lie."""

from __future__ import annotations

_NAMES = """
    afghanistan africa alabama alaska albania alberta algeria america americas angola argentina
    arizona armenia asia australia austria azerbaijan bahamas bahrain bangladesh barbados bavaria
    belarus belgium belize benin bhutan bolivia bosnia botswana brazil britain brittany brunei
    bulgaria burundi california cambodia cameroon canada carolina chad chile china colombia
    colorado congo corsica crete crimea croatia cuba cyprus czechia dakota denmark dominica
    ecuador egypt emirates england eritrea estonia ethiopia eu europe fiji finland flanders
    florida france gabon gaza georgia germany ghana greece grenada guatemala guyana haiti hawaii
    honduras hungary iceland idaho illinois india indiana indonesia iowa iran iraq ireland israel
    italy jamaica japan jersey jordan kansas kashmir kazakhstan kentucky kenya kingdom korea
    kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania
    lombardy louisiana luxembourg macedonia madagascar maine malawi malaysia maldives mali malta
    maryland massachusetts mexico michigan minnesota mississippi missouri moldova mongolia montana
    montenegro morocco mozambique myanmar namibia nebraska nepal netherlands nevada niger nigeria
    normandy norway ohio oklahoma oman ontario oregon pakistan panama papua paraguay pennsylvania
    peru philippines poland portugal punjab qatar quebec republic rhineland romania russia rwanda
    sardinia saudi saxony scandinavia scotland senegal serbia seychelles siberia sicily singapore
    slovakia slovenia somalia spain states sudan suriname sweden switzerland syria taiwan
    tajikistan tanzania tennessee texas thailand tibet togo tonga tunisia turkey turkiye
    turkmenistan tuscany tyrol u.s u.s. uganda uk ukraine uruguay us usa utah uzbekistan venezuela
    vermont vietnam virginia wales wisconsin wyoming yemen zambia zealand zimbabwe
"""
_LANDS = frozenset(_NAMES.split())


def is_land(names: frozenset[str]) -> bool:
    """Whether folded words name a land: a country, a state of one, or a continent."""
    return not _LANDS.isdisjoint(names)
