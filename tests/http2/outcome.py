"""What a case may end with. Each tells why it did not, or None."""
from wire import (ACK, DATA, END_STREAM, GOAWAY, HEADERS, PING, RST_STREAM, SETTINGS, Closed, ping)


def _ended(kind, flags, stream, wanted):
    return kind in (HEADERS, DATA) and flags & END_STREAM and stream == wanted


def connection_error(*codes):
    """GOAWAY with one of the codes, or the end of the connection."""
    def check(connection):
        try:
            found = connection.until(lambda kind, *_: kind == GOAWAY)
        except Closed:
            return None
        code = found[3].error_code
        return None if code in codes else f'want GOAWAY with {codes}, got {code}'
    return check


def stream_error(*codes, stream=1, or_answer=False):
    """RST_STREAM with one of the codes; an error of the whole connection is allowed for it.

    `or_answer`: or a whole answer, for a service may be done before the frame that is wrong comes."""
    def check(connection):
        def ends(kind, flags, each, _):
            return kind == GOAWAY or each == stream and (kind == RST_STREAM or _ended(kind, flags, each, stream))
        try:
            kind, _, _, found = connection.until(ends)
        except Closed:
            return None
        if kind in (RST_STREAM, GOAWAY) and found.error_code in codes:
            return None
        if or_answer and kind in (HEADERS, DATA):
            return None
        code = getattr(found, 'error_code', None)
        return f'want RST_STREAM or GOAWAY with {codes}, got {type(found).__name__} {code or ""}'
    return check


def malformed(*codes, stream=1):
    """An error of the stream, or an answer that says it was refused: 400."""
    def check(connection):
        why = stream_error(*codes, stream=stream)(connection)
        heads = connection.heads.get(stream)
        return None if why is None or heads and heads[0].get(':status') == '400' else why
    return check


def answered(stream=1, status='200'):
    def check(connection):
        def ends(kind, flags, each, _):
            return kind == GOAWAY or _ended(kind, flags, each, stream) or kind == RST_STREAM and each == stream
        try:
            kind, _, _, found = connection.until(ends)
        except Closed:
            return 'want an answer, got the end of the connection'
        if kind in (GOAWAY, RST_STREAM):
            return f'want an answer, got {type(found).__name__} {found.error_code}'
        got = connection.heads[stream][0].get(':status')
        return None if got == status else f'want status {status}, got {got}'
    return check


def alive():
    """It answers a PING after all that came before."""
    def check(connection):
        connection.send(ping(b'is alive'))
        try:
            found = connection.until(lambda kind, flags, _, made: kind == GOAWAY or (
                kind == PING and flags & ACK and made.opaque_data == b'is alive'))
        except Closed:
            return 'want PING answered, got the end of the connection'
        return None if found[0] == PING else f'want PING answered, got GOAWAY {found[3].error_code}'
    return check


def acknowledged():
    def check(connection):
        try:
            connection.until(lambda kind, flags, *_: kind == SETTINGS and flags & ACK)
        except Closed:
            return 'want SETTINGS acknowledged, got the end of the connection'
        return None
    return check


def closed():
    """The connection ends."""
    def check(connection):
        try:
            connection.until(lambda *_: False)
        except Closed:
            return None
        except TimeoutError:
            return 'want the end of the connection'
    return check


def both(*checks):
    def check(connection):
        return next((why for why in (each(connection) for each in checks) if why), None)
    return check
