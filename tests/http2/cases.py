"""Cases of RFC 9113, section by section: what is sent, and what it has to end with. A step that is a
function waits for something."""
import struct
from collections import namedtuple

from outcome import (acknowledged, alive, answered, both, closed, connection_error, malformed, stream_error)
from wire import *  # noqa: F403: the words in which the cases are written

Case = namedtuple('Case', 'id name steps outcome greeting', defaults=(None,))

LARGE = 1 << 14
AUTHORITY = (':authority', 'ett.example')
GET = [(':method', 'GET'), (':scheme', 'http'), (':path', '/'), AUTHORITY]
HEAD = [(':method', 'HEAD'), *GET[1:]]
# A call that waits for its body.
CALL = [(':method', 'POST'), (':scheme', 'http'), (':path', '/grpc.health.v1.Health/Check'), AUTHORITY,
        ('content-type', 'application/grpc'), ('te', 'trailers')]
DUMMY = [(f'x-dummy-{i}', 'dummy' * 20) for i in range(5)]
OPEN = headers(1, CALL, END_HEADERS)
PROTOCOL = connection_error(PROTOCOL_ERROR)
SIZE = connection_error(FRAME_SIZE_ERROR)
COMPRESSION = connection_error(COMPRESSION_ERROR)


def whole(connection):
    """Waits for the end of the answer on stream 1."""
    why = answered(1)(connection)
    if why:
        raise AssertionError(why)


def got(kind, stream=None):
    def wait(connection):
        connection.until(lambda each, _, its, __: each == kind and stream in (None, its))
    return wait


def without(fields, *names):
    return [each for each in fields if each[0] not in names]


def more(*fields):
    return headers(1, GET + list(fields))


def cut(fields, at=20):
    """HEADERS with a part of a block, and the rest of it."""
    whole_block = block(fields)
    return whole_block[:at], whole_block[at:]


FIRST, REST = cut(GET)

STARTING = [
    Case('3.4/1', 'SETTINGS come first from the server', [], lambda connection: (
        None if connection.read()[0] == SETTINGS else 'want SETTINGS first')),
    Case('3.4/2', 'another preface', [], connection_error(PROTOCOL_ERROR),
         b'PRI * HTTP/2.0\r\n\r\nSM\r\n\rX' + settings()),
    Case('3.4/3', 'no SETTINGS after the preface', [], PROTOCOL, PREFACE + ping()),
    Case('3.4/4', 'the preface and a call in one piece', [], answered(), PREFACE + settings() + more()),
]

FRAMES = [
    Case('4.1/1', 'a frame of unknown type is ignored', [frame(0x16, 0, 0, b'\0' * 8)], alive()),
    Case('4.1/2', 'an undefined flag is ignored', [ping(flags=0x16 & ~ACK)], alive()),
    Case('4.1/3', 'the reserved bit is ignored', [frame(PING, 0, 1 << 31, b'reserved')], alive()),
    Case('4.2/1', 'DATA as large as is allowed',
         [OPEN, data(1, b'\0\0\0\x3f\xfb' + b'\0' * (LARGE - 5), 0)], alive()),
    Case('4.2/2', 'DATA larger than is allowed', [OPEN, data(1, b'\0' * (LARGE + 1))],
         stream_error(FRAME_SIZE_ERROR)),
    Case('4.2/3', 'HEADERS larger than is allowed', [more(*[('x-large', 'x' * 100)] * 170)],
         connection_error(FRAME_SIZE_ERROR)),
    Case('4.3/1', 'a block that is no HPACK', [headers(1, b'\x40')], COMPRESSION),
    Case('4.3/2', 'PRIORITY within a block', [headers(1, FIRST, END_STREAM), priority(1), continuation(1, REST)],
         PROTOCOL),
    Case('4.3/3', 'HEADERS of another stream within a block',
         [headers(1, FIRST, END_STREAM), headers(3, GET), continuation(1, REST)], PROTOCOL),
    Case('4.3/4', 'an unknown frame within a block',
         [headers(1, FIRST, END_STREAM), frame(0x16, 0, 0, b'\0' * 8), continuation(1, REST)], PROTOCOL),
]

STATES = [
    Case('5.1/1', 'idle: DATA', [data(1)], PROTOCOL),
    Case('5.1/2', 'idle: RST_STREAM', [reset(1)], PROTOCOL),
    Case('5.1/3', 'idle: WINDOW_UPDATE', [window(1, 100)], PROTOCOL),
    Case('5.1/4', 'idle: CONTINUATION', [continuation(1, GET)], PROTOCOL),
    Case('5.1/5', 'half-closed: DATA', [headers(1, CALL), data(1)], stream_error(STREAM_CLOSED)),
    Case('5.1/6', 'half-closed: HEADERS', [headers(1, CALL), headers(1, CALL)], stream_error(STREAM_CLOSED)),
    Case('5.1/7', 'half-closed: CONTINUATION', [headers(1, CALL), continuation(1, DUMMY)],
         connection_error(STREAM_CLOSED, PROTOCOL_ERROR)),
    Case('5.1/8', 'after RST_STREAM: DATA', [OPEN, reset(1), data(1)], stream_error(STREAM_CLOSED)),
    Case('5.1/9', 'after RST_STREAM: HEADERS', [OPEN, reset(1), headers(1, CALL)], stream_error(STREAM_CLOSED)),
    Case('5.1/10', 'after RST_STREAM: CONTINUATION', [OPEN, reset(1), continuation(1, DUMMY)],
         connection_error(STREAM_CLOSED, PROTOCOL_ERROR)),
    Case('5.1/11', 'closed: DATA', [more(), whole, data(1)], connection_error(STREAM_CLOSED)),
    Case('5.1/12', 'closed: HEADERS', [more(), whole, more()], connection_error(STREAM_CLOSED)),
    Case('5.1/13', 'closed: CONTINUATION', [more(), whole, continuation(1, DUMMY)],
         connection_error(STREAM_CLOSED, PROTOCOL_ERROR)),
    Case('5.1/14', 'half-closed: WINDOW_UPDATE, PRIORITY and RST_STREAM are taken',
         [headers(1, GET), window(1, 100), priority(1), reset(1)], alive()),
    Case('5.1/15', 'closed: PRIORITY, RST_STREAM and WINDOW_UPDATE are taken',
         [more(), whole, priority(1), reset(1), window(1, 1)], alive()),
    Case('5.1/16', 'idle: PRIORITY is taken', [priority(1), more()], answered()),
    Case('5.1.1/1', 'a stream with an even number', [headers(2, GET)], PROTOCOL),
    Case('5.1.1/2', 'a stream with a number below one that was', [headers(5, CALL, END_HEADERS), headers(3, GET)],
         PROTOCOL),
    Case('5.1.1/3', 'numbers may be left out', [headers(7, GET)], answered(7)),
    Case('5.1.2/1', 'more streams than are allowed',
         [got(SETTINGS), *[headers(i, CALL, END_HEADERS) for i in range(1, 2401, 2)]],
         stream_error(REFUSED_STREAM, PROTOCOL_ERROR, stream=2001)),
    Case('5.3.1/1', 'HEADERS that depend on their own stream',
         [frame(HEADERS, END_HEADERS | END_STREAM | WITH_PRIORITY, 1, struct.pack('>IB', 1, 255) + block(GET))],
         stream_error(PROTOCOL_ERROR)),
    Case('5.3.1/2', 'PRIORITY that depends on its own stream', [priority(2, 2)], stream_error(PROTOCOL_ERROR, stream=2)),
    Case('5.4.1/1', 'the connection ends after its error', [frame(PING, 0, 1, b'\0' * 8)], closed()),
    Case('5.4.1/2', 'GOAWAY comes before the end', [frame(PING, 0, 1, b'\0' * 8)], lambda connection: (
        connection.until(lambda kind, *_: kind == GOAWAY) and None)),
    Case('5.5/1', 'a setting of an extension is ignored', [settings((0xff, 1))], both(acknowledged(), alive())),
]

KINDS = [
    Case('6.1/1', 'DATA on stream 0', [data(0)], PROTOCOL),
    Case('6.1/2', 'DATA with more padding than there is', [OPEN, frame(DATA, END_STREAM | PADDED, 1, b'\x06' + b'\0' * 5)],
         PROTOCOL),
    Case('6.1/3', 'DATA with padding', [OPEN, frame(DATA, END_STREAM | PADDED, 1, b'\x06' + b'\0' * 11)], answered()),
    Case('6.1/4', 'DATA in parts', [OPEN, data(1, b'\0\0', 0), data(1, b'', 0), data(1, b'\0\0\0')], answered()),
    Case('6.2/1', 'a block that is not ended, then PRIORITY', [headers(1, FIRST, END_STREAM), priority(3)], PROTOCOL),
    Case('6.2/2', 'a block that is not ended, then another stream',
         [headers(1, FIRST, END_STREAM), headers(3, GET)], PROTOCOL),
    Case('6.2/3', 'HEADERS on stream 0', [headers(0, GET)], PROTOCOL),
    Case('6.2/4', 'HEADERS with more padding than there is',
         [frame(HEADERS, END_HEADERS | END_STREAM | PADDED, 1, b'\xff' + block(GET))], PROTOCOL),
    Case('6.2/5', 'HEADERS with padding',
         [frame(HEADERS, END_HEADERS | END_STREAM | PADDED, 1, b'\x04' + block(GET) + b'\0' * 4)], answered()),
    Case('6.2/6', 'HEADERS with a priority',
         [frame(HEADERS, END_HEADERS | END_STREAM | WITH_PRIORITY, 1, struct.pack('>IB', 0, 15) + block(GET))],
         answered()),
    Case('6.2/7', 'HEADERS with a priority that is cut', [frame(HEADERS, END_HEADERS | WITH_PRIORITY, 1, b'\0\0')],
         connection_error(FRAME_SIZE_ERROR, PROTOCOL_ERROR)),
    Case('6.3/1', 'PRIORITY on stream 0', [priority(0)], PROTOCOL),
    Case('6.3/2', 'PRIORITY of four bytes', [OPEN, frame(PRIORITY, 0, 1, b'\x80\0\0\1')], stream_error(FRAME_SIZE_ERROR)),
    Case('6.3/3', 'PRIORITY of weight 1 and exclusive', [priority(3, 1, 0, True), more()], answered()),
    Case('6.4/1', 'RST_STREAM on stream 0', [reset(0)], PROTOCOL),
    Case('6.4/2', 'RST_STREAM on an idle stream', [reset(1)], PROTOCOL),
    Case('6.4/3', 'RST_STREAM of three bytes', [OPEN, frame(RST_STREAM, 0, 1, b'\0\0\0')], SIZE),
    Case('6.4/4', 'RST_STREAM ends its stream alone', [OPEN, reset(1), headers(3, GET)], answered(3)),
    Case('6.5/1', 'SETTINGS that acknowledge and say more', [frame(SETTINGS, ACK, 0, b'\0')], SIZE),
    Case('6.5/2', 'SETTINGS on a stream', [settings((MAX_CONCURRENT_STREAMS, 100), stream=1)], PROTOCOL),
    Case('6.5/3', 'SETTINGS of three bytes', [frame(SETTINGS, 0, 0, b'\0\3\0')], SIZE),
    Case('6.5.2/1', 'ENABLE_PUSH of 2', [settings((ENABLE_PUSH, 2))], PROTOCOL),
    Case('6.5.2/2', 'INITIAL_WINDOW_SIZE of 2^31', [settings((INITIAL_WINDOW_SIZE, 1 << 31))],
         connection_error(FLOW_CONTROL_ERROR)),
    Case('6.5.2/3', 'MAX_FRAME_SIZE below 2^14', [settings((MAX_FRAME_SIZE, LARGE - 1))], PROTOCOL),
    Case('6.5.2/4', 'MAX_FRAME_SIZE of 2^24', [settings((MAX_FRAME_SIZE, 1 << 24))], PROTOCOL),
    Case('6.5.2/5', 'a setting that nobody knows', [settings((0xff, 0))], alive()),
    Case('6.5.3/1', 'of two values for a setting the last counts',
         [settings((INITIAL_WINDOW_SIZE, 100), (INITIAL_WINDOW_SIZE, 1)), more(), got(DATA, 1)], lambda connection: (
             None if len(connection.seen[-1][3].data) == 1 else 'want 1 byte of DATA')),
    Case('6.5.3/2', 'SETTINGS are acknowledged', [], acknowledged()),
    Case('6.6/1', 'PUSH_PROMISE of a client', [OPEN, frame(PUSH_PROMISE, END_HEADERS, 1, struct.pack('>I', 2) + block(GET))],
         PROTOCOL),
    Case('6.7/1', 'PING is answered', [ping()], alive()),
    Case('6.7/2', 'the answer to a PING is not answered', [ping(b'answered', ACK)], both(alive(), lambda connection: (
        None if sum(each[0] == PING for each in connection.seen) == 1 else 'want one PING'))),
    Case('6.7/3', 'PING on a stream', [ping(stream=1)], PROTOCOL),
    Case('6.7/4', 'PING of six bytes', [ping(b'\0' * 6)], SIZE),
    Case('6.8/1', 'GOAWAY on a stream', [goaway(stream=1)], PROTOCOL),
    Case('6.8/2', 'after GOAWAY, what was asked is answered', [more(), goaway()], answered()),
    Case('6.8/3', 'GOAWAY of four bytes', [frame(GOAWAY, 0, 0, b'\0' * 4)], SIZE),
    Case('7/1', 'GOAWAY with an unknown error', [goaway(0xff)], lambda connection: (
        None if alive()(connection) is None or closed()(connection) is None else 'want PING answered, or the end')),
    Case('7/2', 'RST_STREAM with an unknown error', [OPEN, reset(1, 0xff)], alive()),
]

FLOW = [
    Case('6.9/1', 'WINDOW_UPDATE by 0', [window(0, 0)], PROTOCOL),
    Case('6.9/2', 'WINDOW_UPDATE by 0 on a stream', [OPEN, window(1, 0)], stream_error(PROTOCOL_ERROR)),
    Case('6.9/3', 'WINDOW_UPDATE of three bytes', [frame(WINDOW_UPDATE, 0, 0, b'\0\0\1')], SIZE),
    Case('6.9/4', 'WINDOW_UPDATE of three bytes on a stream', [OPEN, frame(WINDOW_UPDATE, 0, 1, b'\0\0\1')], SIZE),
    Case('6.9.1/1', 'a window of 1 byte lets 1 byte through',
         [settings((INITIAL_WINDOW_SIZE, 1)), more(), got(DATA, 1)], lambda connection: (
             None if len(connection.seen[-1][3].data) == 1 else 'want 1 byte of DATA')),
    Case('6.9.1/2', 'the window of the connection above 2^31-1', [window(0, (1 << 31) - 1), window(0, (1 << 31) - 1)],
         connection_error(FLOW_CONTROL_ERROR)),
    Case('6.9.1/3', 'the window of a stream above 2^31-1', [OPEN, window(1, (1 << 31) - 1), window(1, (1 << 31) - 1)],
         stream_error(FLOW_CONTROL_ERROR)),
    Case('6.9.1/4', 'what waits goes on when the window opens',
         [settings((INITIAL_WINDOW_SIZE, 1)), more(), got(DATA, 1), window(1, 1 << 20)], answered()),
    Case('6.9.2/1', 'a window changes after HEADERS',
         [settings((INITIAL_WINDOW_SIZE, 0)), more(), got(HEADERS, 1), settings((INITIAL_WINDOW_SIZE, 1)), got(DATA, 1)],
         lambda connection: None if len(connection.seen[-1][3].data) == 1 else 'want 1 byte of DATA'),
    Case('6.9.2/2', 'a window may be below 0',
         [settings((INITIAL_WINDOW_SIZE, 3)), more(), got(DATA, 1), settings((INITIAL_WINDOW_SIZE, 2)), window(1, 2),
          lambda connection: connection.seen.clear(), got(DATA, 1)],
         lambda connection: None if len(connection.seen[-1][3].data) == 1 else 'want 1 byte of DATA'),
    Case('6.9.2/3', 'a change that makes a window too large',
         [OPEN, window(1, (1 << 31) - 1 - 65535), settings((INITIAL_WINDOW_SIZE, 65536))],
         connection_error(FLOW_CONTROL_ERROR)),
    Case('6.9.2/4', 'more DATA than the window', [OPEN, *[data(1, b'\0' * LARGE, 0)] * 1200],
         stream_error(FLOW_CONTROL_ERROR, ENHANCE_YOUR_CALM, or_answer=True)),
    Case('6.10/1', 'a block in many parts',
         [headers(1, FIRST, END_STREAM), continuation(1, REST, 0), continuation(1, DUMMY[:2], 0),
          continuation(1, DUMMY[2:])], answered()),
    Case('6.10/2', 'CONTINUATION that is not ended, then another frame',
         [headers(1, FIRST, END_STREAM), continuation(1, REST, 0), data(1)], PROTOCOL),
    Case('6.10/3', 'CONTINUATION on stream 0', [headers(1, FIRST, END_STREAM), continuation(0, REST)], PROTOCOL),
    Case('6.10/4', 'CONTINUATION after a whole block', [OPEN, continuation(1, DUMMY)], PROTOCOL),
    Case('6.10/5', 'CONTINUATION after the last CONTINUATION',
         [headers(1, cut(CALL)[0], 0), continuation(1, cut(CALL)[1]), continuation(1, DUMMY)], PROTOCOL),
    Case('6.10/6', 'CONTINUATION after DATA', [OPEN, data(1, b'\0', 0), continuation(1, DUMMY)], PROTOCOL),
    Case('6.10/7', 'a block without an end', [headers(1, FIRST, END_STREAM), *[continuation(1, DUMMY, 0)] * 4000],
         connection_error(PROTOCOL_ERROR, ENHANCE_YOUR_CALM, INTERNAL_ERROR)),
]

MESSAGES = [
    Case('8.1/1', 'GET', [more()], answered()),
    Case('8.1/2', 'HEAD', [headers(1, HEAD)], both(answered(), lambda connection: (
        'want no DATA' if any(each[0] == DATA for each in connection.seen) else None))),
    Case('8.1/3', 'POST with a body', [OPEN, data(1)], answered()),
    Case('8.1/4', 'POST with trailers', [OPEN, data(1, flags=0), headers(1, [('x-trailer', 'x')])], answered()),
    Case('8.1/5', 'trailers that do not end the stream', [OPEN, headers(1, [('x-trailer', 'x')], END_HEADERS)],
         malformed(PROTOCOL_ERROR)),
    Case('8.1/6', 'two calls at a time', [more(), headers(3, GET)], both(answered(1), answered(3))),
    Case('8.2/1', 'a name in upper case', [more(('X-Test', 'x'))], malformed(PROTOCOL_ERROR)),
    Case('8.2/2', 'a name with a space', [more(('x test', 'x'))], malformed(PROTOCOL_ERROR)),
    Case('8.2/3', 'a name with a colon in it', [more(('x:test', 'x'))], malformed(PROTOCOL_ERROR)),
    Case('8.2/4', 'a value with a line break', [more(('x-test', 'a\r\nb: c'))], malformed(PROTOCOL_ERROR)),
    Case('8.2/5', 'a value with a zero byte', [more(('x-test', 'a\0b'))], malformed(PROTOCOL_ERROR)),
    Case('8.2/6', 'an empty name', [more(('', 'x'))], malformed(PROTOCOL_ERROR)),
    Case('8.2/7', 'a value that begins with a space', [more(('x-test', ' x'))], malformed(PROTOCOL_ERROR)),
    *[Case(f'8.2.2/{i}', f'{name}: {value}', [more((name, value))], malformed(PROTOCOL_ERROR))
      for i, (name, value) in enumerate([
          ('connection', 'keep-alive'), ('proxy-connection', 'keep-alive'), ('keep-alive', 'timeout=5'),
          ('transfer-encoding', 'chunked'), ('upgrade', 'h2c'), ('te', 'trailers, deflate')], 1)],
    Case('8.3/1', 'an unknown pseudo-header', [more((':test', 'x'))], malformed(PROTOCOL_ERROR)),
    Case('8.3/2', 'a pseudo-header of answers', [more((':status', '200'))], malformed(PROTOCOL_ERROR)),
    Case('8.3/3', 'a pseudo-header among trailers', [OPEN, headers(1, [(':method', 'GET')])], malformed(PROTOCOL_ERROR)),
    Case('8.3/4', 'a pseudo-header after a header', [headers(1, [('x-test', 'x'), *GET])], malformed(PROTOCOL_ERROR)),
    Case('8.3.1/1', 'an empty path', [headers(1, without(GET, ':path') + [(':path', '')])], malformed(PROTOCOL_ERROR)),
    *[Case(f'8.3.1/{i}', f'no {name}', [headers(1, without(GET, name))], malformed(PROTOCOL_ERROR))
      for i, name in enumerate([':method', ':scheme', ':path'], 2)],
    *[Case(f'8.3.1/{i}', f'{GET[at][0]} twice', [headers(1, [GET[at], *GET])], malformed(PROTOCOL_ERROR))
      for i, at in enumerate(range(4), 5)],
    Case('8.3.1/9', 'a path that does not begin with a slash',
         [headers(1, without(GET, ':path') + [(':path', 'v1')])], malformed(PROTOCOL_ERROR)),
    Case('8.3.1/10', 'a host that is not the authority', [more(('host', 'other.example'))],
         lambda connection: None if answered()(connection) is None or malformed(PROTOCOL_ERROR)(connection) is None
         else 'want an answer or a refusal'),
    Case('8.1.1/1', 'a content-length that is not that of the body',
         [headers(1, CALL + [('content-length', '1')], END_HEADERS), data(1)], malformed(PROTOCOL_ERROR)),
    Case('8.1.1/2', 'a content-length that is not that of all DATA',
         [headers(1, CALL + [('content-length', '1')], END_HEADERS), data(1, b'\0\0', 0), data(1, b'\0\0\0')],
         malformed(PROTOCOL_ERROR)),
    Case('8.1.1/3', 'a content-length where there is no body', [more(('content-length', '5'))], malformed(PROTOCOL_ERROR)),
    Case('8.1.1/4', 'two content-lengths', [headers(1, CALL + [('content-length', '5'), ('content-length', '6')], END_HEADERS),
                                            data(1)], malformed(PROTOCOL_ERROR)),
    Case('8.5/1', 'CONNECT with a path', [headers(1, [(':method', 'CONNECT'), *GET[1:]])], malformed(PROTOCOL_ERROR)),
]

STATIC_GET = b'\x82\x86\x84\x41' + text('ett.example')

HPACK = [
    Case('hpack 6.1/1', 'fields of the static table', [headers(1, STATIC_GET)], answered()),
    Case('hpack 6.1/2', 'index 0', [headers(1, STATIC_GET + b'\x80')], COMPRESSION),
    Case('hpack 2.3.3/1', 'an index beyond the table', [headers(1, STATIC_GET + b'\xff\x80\x01')], COMPRESSION),
    Case('hpack 2.3.3/2', 'a name with an index beyond the table', [headers(1, STATIC_GET + b'\x7f\x80\x01' + text('x'))],
         COMPRESSION),
    Case('hpack 6.2.1/1', 'a literal that is put into the table',
         [headers(1, STATIC_GET + b'\x40' + text('x-test') + text('x') + b'\xbe')], answered()),
    Case('hpack 6.2.2/1', 'a literal that is not', [headers(1, STATIC_GET + b'\x00' + text('x-test') + text('x'))],
         answered()),
    Case('hpack 6.2.3/1', 'a literal that never is', [headers(1, STATIC_GET + b'\x10' + text('x-test') + text('x'))],
         answered()),
    Case('hpack 4.2/1', 'a table size at the end of a block', [headers(1, STATIC_GET + b'\x20')], COMPRESSION),
    Case('hpack 6.3/1', 'a table size at the beginning of a block', [headers(1, b'\x20' + STATIC_GET)], answered()),
    Case('hpack 6.3/2', 'a table size above the setting', [headers(1, b'\x3f\xe2\x1f' + STATIC_GET)], COMPRESSION),
    Case('hpack 5.2/1', "Huffman's code with more than 7 bits of padding",
         [headers(1, STATIC_GET + b'\x00\x85\xf2\xb2\x4a\x84\xff\x84\x49\x50\x9f\xff')], COMPRESSION),
    Case('hpack 5.2/2', "Huffman's code padded with zeros",
         [headers(1, STATIC_GET + b'\x00\x85\xf2\xb2\x4a\x84\xff\x83\x49\x50\x90')], COMPRESSION),
    Case('hpack 5.2/3', "Huffman's code with its end in it",
         [headers(1, STATIC_GET + b'\x00\x85\xf2\xb2\x4a\x84\xff\x87\x49\x51\xff\xff\xff\xff\x50')], COMPRESSION),
    Case('hpack 5.2/4', 'a string longer than its block', [headers(1, STATIC_GET + b'\x00\x7f\x00x')], COMPRESSION),
    Case('hpack 5.1/1', 'an integer that is too large', [headers(1, STATIC_GET + b'\xff' + b'\xff' * 10 + b'\x0f')],
         COMPRESSION),
]

FLOODS = [
    # nghttp2 takes a thousand that it has not answered yet for a flood.
    Case('10.5/1', 'five hundred SETTINGS are acknowledged', [settings() * 500], alive()),
    Case('10.5/2', 'ten thousand streams that are given up at once',
         [b''.join(headers(i, CALL, END_HEADERS) + reset(i) for i in range(1, 20001, 2))],
         lambda connection: None if alive()(connection) is None or connection_error(ENHANCE_YOUR_CALM, INTERNAL_ERROR)(
             connection) is None else 'want PING answered, or GOAWAY'),
    Case('10.5/3', 'ten thousand PINGs without reading the answers', [ping() * 10_000],
         lambda connection: None if alive()(connection) is None or connection_error(ENHANCE_YOUR_CALM, INTERNAL_ERROR)(
             connection) is None else 'want PING answered, or GOAWAY'),
    Case('10.5.1/1', 'a head larger than is allowed',
         [headers(1, FIRST, END_STREAM), continuation(1, REST, 0), *[continuation(1, DUMMY * 20, 0)] * 8,
          continuation(1, DUMMY)],
         lambda connection: None if answered(1, '431')(connection) is None or stream_error(
             PROTOCOL_ERROR, ENHANCE_YOUR_CALM, INTERNAL_ERROR, REFUSED_STREAM)(connection) is None
         else 'want 431 or an error'),
]

CASES = STARTING + FRAMES + STATES + KINDS + FLOW + MESSAGES + HPACK + FLOODS
