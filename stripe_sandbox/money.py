"""Currencies: how many decimals each has, the least that can be charged, and how an amount is written."""

from stripe_sandbox.errors import ApiError

LARGEST = 99_999_999
_ZERO = "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf"
ZERO_DECIMALS = frozenset(_ZERO.split())
THREE_DECIMALS = frozenset(["bhd", "jod", "kwd", "omr", "tnd"])
SYMBOLS = {
    "usd": "$",
    "eur": "€",
    "gbp": "£",
    "jpy": "¥",
    "aud": "A$",
    "cad": "CA$",
    "nzd": "NZ$",
    "hkd": "HK$",
    "mxn": "MX$",
    "brl": "R$",
    "inr": "₹",
    "krw": "₩",
    "vnd": "₫",
    "cny": "CN¥",
}
# The least charge, in minor units, of https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts.
MINIMUMS = {
    "usd": 50,
    "aed": 200,
    "aud": 50,
    "bgn": 100,
    "brl": 50,
    "cad": 50,
    "chf": 50,
    "czk": 1500,
    "dkk": 250,
    "eur": 50,
    "gbp": 30,
    "hkd": 400,
    "huf": 17500,
    "inr": 50,
    "jpy": 50,
    "mxn": 1000,
    "myr": 200,
    "nok": 300,
    "nzd": 50,
    "pln": 200,
    "ron": 200,
    "sek": 300,
    "sgd": 50,
    "thb": 1000,
}
_NAMES = """
aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf
clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr
ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur
mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr
sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xof
xpf yer zar zmw
"""
CURRENCIES = frozenset(_NAMES.split())


def exponent(currency: str) -> int:
    """How many of an amount's digits stand behind the point: 0, 2 or 3."""
    return 0 if currency in ZERO_DECIMALS else 3 if currency in THREE_DECIMALS else 2


def written(amount: int, currency: str) -> str:
    """An amount as a person reads it: $25.00, ¥2,500, KWD 25.000."""
    digits = exponent(currency)
    whole, rest = divmod(abs(amount), 10**digits)
    text = f"{whole:,}" + (f".{rest:0{digits}d}" if digits else "")
    symbol = SYMBOLS.get(currency, currency.upper() + "\u00a0")
    return ("-" if amount < 0 else "") + symbol + text


def checked_currency(currency: str, param: str = "currency") -> str:
    """The currency in lower case; refuses one that does not exist."""
    known = currency.lower()
    if known not in CURRENCIES:
        names = ", ".join(sorted(CURRENCIES))
        raise ApiError(f"Invalid currency: {known}. Stripe currently supports these currencies: {names}", param=param)
    return known


def check_charge(amount: int, currency: str, param: str = "amount", *, what: str = "Amount") -> None:
    """Refuses what no card can be charged with: under the minimum, over eight digits, half a fils."""
    if amount < 1:
        text = "This value must be greater than or equal to 1."
        raise ApiError(text, code="parameter_invalid_integer", param=param)
    least = MINIMUMS.get(currency, 1)
    if amount < least:
        text = f"{what} must be at least {written(least, currency)} {currency}"
        raise ApiError(text, code="amount_too_small", param=param)
    if amount > LARGEST:
        text = f"{what} must be no more than {written(LARGEST, currency)}"
        raise ApiError(text, code="amount_too_large", param=param)
    if currency in THREE_DECIMALS and amount % 10:
        text = f"Invalid amount: in {currency.upper()} the last digit must be 0."
        raise ApiError(text, param=param)


def processing_fee(amount: int) -> int:
    """What Stripe keeps of a card charge: 2.9 % and 30 minor units, half up."""
    return (amount * 29 + 500) // 1000 + 30
