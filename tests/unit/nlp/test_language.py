"""Which language a text is in, and what happens to an article that is not English."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.nlp.detector import Detector
from annotator.nlp.language import language_of
from annotator.nlp.protocol import version_by
from annotator.nlp.rules_only import RulesOnlyReader
from tests.unit.nlp.test_any_text import check

TEXTS = {
    "en": "The council approved the loan on Monday after a debate that lasted for five hours, "
    "and the mayor said it would be repaid within ten years.",
    "de": "Der Stadtrat hat am Montag nach einer Debatte von fünf Stunden den Kredit bewilligt, "
    "und die Bürgermeisterin sagte, er werde innerhalb von zehn Jahren zurückgezahlt.",
    "fr": "Le conseil municipal a approuvé le prêt lundi après un débat de cinq heures, et la "
    "maire a dit qu’il serait remboursé dans les dix ans.",
    "es": "El consejo aprobó el préstamo el lunes después de un debate de cinco horas, y la "
    "alcaldesa dijo que se devolvería en un plazo de diez años.",
    "it": "Il consiglio ha approvato il prestito lunedì dopo un dibattito di cinque ore, e la "
    "sindaca ha detto che sarà restituito entro dieci anni.",
    "pt": "O conselho aprovou o empréstimo na segunda-feira após um debate de cinco horas, e a "
    "prefeita disse que ele será pago em dez anos.",
    "nl": "De raad heeft maandag na een debat van vijf uur de lening goedgekeurd, en de "
    "burgemeester zei dat het geld binnen tien jaar wordt terugbetaald.",
    "sv": "Fullmäktige godkände lånet på måndagen efter en debatt som varade i fem timmar, och "
    "borgmästaren sade att det ska betalas tillbaka inom tio år.",
    "da": "Byrådet godkendte lånet mandag efter en debat, der varede i fem timer, og borgmesteren "
    "sagde, at det skal betales tilbage inden for ti år.",
    "fi": "Valtuusto hyväksyi lainan maanantaina viiden tunnin keskustelun jälkeen, ja "
    "pormestari sanoi, että se on maksettava takaisin kymmenen vuoden kuluessa.",
    "pl": "Rada miasta zatwierdziła w poniedziałek pożyczkę po pięciogodzinnej debacie, a "
    "burmistrz powiedziała, że zostanie ona spłacona w ciągu dziesięciu lat i że to nie koniec.",
    "cs": "Zastupitelstvo v pondělí po pětihodinové debatě schválilo půjčku a starostka řekla, "
    "že se bude splácet deset let a že je to pro město dobře.",
    "hu": "A tanács hétfőn ötórás vita után jóváhagyta a hitelt, és a polgármester azt mondta, "
    "hogy tíz éven belül visszafizetik, és hogy ez nem változik.",
    "ro": "Consiliul a aprobat luni împrumutul după o dezbatere de cinci ore, iar primarul a spus "
    "că va fi rambursat în zece ani și că nu se va schimba.",
    "tr": "Meclis pazartesi günü beş saat süren bir tartışmadan sonra krediyi onayladı ve başkan "
    "bu paranın on yıl içinde geri ödeneceğini söyledi, ancak kalan için bir şey demedi.",
    "id": "Dewan menyetujui pinjaman itu pada hari Senin setelah debat selama lima jam, dan wali "
    "kota mengatakan bahwa uang itu akan dibayar dalam sepuluh tahun.",
    "vi": "Hội đồng đã thông qua khoản vay vào thứ hai sau một cuộc tranh luận kéo dài năm giờ, "
    "và thị trưởng nói rằng khoản này sẽ được trả trong mười năm.",
    "ru": "Совет в понедельник после пятичасовых дебатов одобрил кредит, и мэр сказала, что он "
    "будет возвращён в течение десяти лет, но не раньше, чем это было обещано.",
    "uk": "Рада в понеділок після п’ятигодинних дебатів схвалила кредит, і мер сказала, що його "
    "буде повернуто протягом десяти років, але не раніше, ніж це було обіцяно.",
    "el": "Το συμβούλιο ενέκρινε το δάνειο τη Δευτέρα μετά από πεντάωρη συζήτηση.",
    "ar": "وافق المجلس على القرض يوم الاثنين بعد نقاش استمر خمس ساعات.",
    "he": "המועצה אישרה את ההלוואה ביום שני לאחר דיון של חמש שעות.",
    "zh": "市议会周一经过五个小时的辩论批准了这笔贷款。",
    "ja": "市議会は月曜日、五時間の議論の末に融資を承認した。",
    "ko": "시의회는 월요일 다섯 시간의 토론 끝에 대출을 승인했다.",
    "th": "สภาเทศบาลอนุมัติเงินกู้เมื่อวันจันทร์หลังจากการอภิปรายห้าชั่วโมง",
}


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_is_told(code: str) -> None:
    assert language_of(TEXTS[code]).code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1998 – 2025",
        "Elf Tote in Berlin",
        "Łódź, Kraków, Gdańsk, Wrocław, Poznań, Szczecin, Lublin, Białystok, Katowice, Gdynia, "
        "Częstochowa, Radom, Toruń, Kielce",
        "Prices rise, shares fall: markets await decision; ministers meet; unions threaten strike",
        "FERRY RUNS AGROUND OFF ISLAND, KILLING ELEVEN: THE COAST GUARD HAS SAID WHAT IT KNOWS",
        "The minister said: “Der Stadtrat hat den Kredit bewilligt, und die Stadt ist reich.” It "
        "was the first time that he had spoken about the loan in public, and few of those who "
        "heard it were pleased with the words that he chose for it.",
    ],
)
def test_short_and_mixed_texts_are_taken_for_english(text: str) -> None:
    assert language_of(text).code == "en"


def test_latin_letters_in_an_unknown_language_are_not_english() -> None:
    # Maori, which has no list of its own here.
    text = (
        "I whakaaetia e te kaunihera te pūtea taurewa i te Mane i muri i te tautohetohe e rima "
        "haora te roa, ā, i kī te koromatua ka utua anō tēnei i roto i ngā tau tekau e tū mai "
        "nei. Kāore i whakaae ētahi o ngā mema, engari he nui ake te hunga i tautoko i te kōrero "
        "mō te papa hou, ā, ka tīmata ngā mahi hei te marama o Hui-tanguru."
    )
    assert language_of(text).code not in ("en",)


def test_an_unknown_alphabet_is_named() -> None:
    assert language_of("ሰላም ለዓለም ሁሉ ይሁን").name == "a language in Ethiopic letters"


def test_an_article_that_is_not_english_is_marked_by_rules_alone(detector: Detector) -> None:
    text = (
        "Am Freitag, den 12. März 2024, kamen in Osthafen 35 Menschen ums Leben, wie die Polizei "
        "mitteilte. „Wir haben so etwas noch nie erlebt, und das in dieser Stadt“, sagte Petra "
        "Amsel. Wer ist schuld? Die Regierung will nun 3,5 Milliarden Euro ausgeben."
    )
    assert detector.other_model_for(text) == "rules only: German"
    rows = detector.read(text)
    assert [text[row[0] : row[1]] for row in rows] == [
        "Am Freitag, den 12. März 2024, kamen in Osthafen 35 Menschen ums Leben, wie die Polizei "
        "mitteilte",
        "„Wir haben so etwas noch nie erlebt, und das in dieser Stadt“, sagte Petra Amsel",
        "Die Regierung will nun 3,5 Milliarden Euro ausgeben",
    ]
    assert [row[2][0] for row in rows] == ["quantity", "quotation", "quantity"]
    assert rows[0][4][:2] == ("states a figure: 35", "gives a date: 12. März 2024")
    assert all("no language model" in row[4][-1] for row in rows)
    assert all(row[3] < 0.9 for row in rows)


def test_sentences_without_white_space_are_told_apart(detector: Detector) -> None:
    text = (
        "日本銀行は12日、政策金利を0.25%引き上げると発表した。"
        "「物価の上昇は続いている」と総裁は述べた。"
    )
    rows = detector.read(text)
    assert [text[row[0] : row[1]] for row in rows] == [
        "日本銀行は12日、政策金利を0.25%引き上げると発表した",
        "「物価の上昇は続いている」と総裁は述べた",
    ]
    assert "states a figure: 0.25%" in rows[0][4]


def test_the_answer_names_what_read_the_article(detector: Detector) -> None:
    english = version_by(detector.version, detector.other_model_for(TEXTS["en"]))
    polish = version_by(detector.version, detector.other_model_for(TEXTS["pl"]))
    assert english == detector.version
    assert english.rules_only_language == ""
    assert polish.name == "rules"
    assert polish.rules_only_language == "Polish"


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=200), roman=st.booleans())
def test_rules_alone_read_any_text(text: str, roman: bool) -> None:
    if roman:
        text = f"„Elf Tote in 2019“. {text} 3.5 %\n\n{text}"
    check(text, RulesOnlyReader().read(text))
