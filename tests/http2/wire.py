"""Frames of HTTP/2 as bytes, right and wrong ones, and a connection that sends them as they are."""
import socket
import struct

import hpack
from hyperframe.frame import Frame

PREFACE = b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = range(10)
END_STREAM, ACK, END_HEADERS, PADDED, WITH_PRIORITY = 0x1, 0x1, 0x4, 0x8, 0x20

NO_ERROR, PROTOCOL_ERROR, INTERNAL_ERROR, FLOW_CONTROL_ERROR, SETTINGS_TIMEOUT, STREAM_CLOSED, \
    FRAME_SIZE_ERROR, REFUSED_STREAM, CANCEL, COMPRESSION_ERROR, CONNECT_ERROR, ENHANCE_YOUR_CALM = range(12)

HEADER_TABLE_SIZE, ENABLE_PUSH, MAX_CONCURRENT_STREAMS, INITIAL_WINDOW_SIZE, MAX_FRAME_SIZE = range(1, 6)

LIMIT_SECONDS = 20


def frame(kind, flags, stream, payload=b'', length=None):
    size = len(payload) if length is None else length
    return struct.pack('>I', size)[1:] + struct.pack('>BBI', kind, flags, stream) + payload


def text(value):
    """A string of HPACK without Huffman's code."""
    raw = value if isinstance(value, bytes) else value.encode()
    if len(raw) < 127:
        return bytes([len(raw)]) + raw
    size, rest = b'\x7f', len(raw) - 127
    while rest >= 128:
        size, rest = size + bytes([rest % 128 + 128]), rest // 128
    return size + bytes([rest]) + raw


def block(fields):
    """Fields that are not put into the table, so that no block depends on another."""
    return b''.join(b'\x00' + text(name) + text(value) for name, value in fields)


def headers(stream, fields, flags=END_HEADERS | END_STREAM):
    return frame(HEADERS, flags, stream, fields if isinstance(fields, bytes) else block(fields))


def continuation(stream, fields, flags=END_HEADERS):
    return frame(CONTINUATION, flags, stream, fields if isinstance(fields, bytes) else block(fields))


def data(stream, payload=b'\0\0\0\0\0', flags=END_STREAM):
    return frame(DATA, flags, stream, payload)


def settings(*pairs, flags=0, stream=0):
    return frame(SETTINGS, flags, stream, b''.join(struct.pack('>HI', *pair) for pair in pairs))


def priority(stream, parent=0, weight=255, exclusive=False):
    return frame(PRIORITY, 0, stream, struct.pack('>IB', parent | (exclusive << 31), weight))


def window(stream, increment):
    return frame(WINDOW_UPDATE, 0, stream, struct.pack('>I', increment))


def reset(stream, error=CANCEL):
    return frame(RST_STREAM, 0, stream, struct.pack('>I', error))


def ping(payload=b'ett ping', flags=0, stream=0):
    return frame(PING, flags, stream, payload)


def goaway(error=NO_ERROR, stream=0):
    return frame(GOAWAY, 0, stream, struct.pack('>II', 0, error))


class Closed(Exception):
    """The other side has closed the connection."""


class Connection:
    """Sends bytes; reads frames, and remembers them as (type, flags, stream, parsed)."""

    def __init__(self, port, greeting=PREFACE + settings()):
        self.socket = socket.create_connection(('127.0.0.1', port), LIMIT_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b''
        self.seen = []
        self.decoder = hpack.Decoder()
        self.heads = {}
        self.send(greeting)

    def send(self, raw):
        try:
            self.socket.sendall(raw)
        except OSError:
            pass  # what it said before it closed is still there to be read

    def read(self):
        """The next frame."""
        while len(self.buffer) < 9 or len(self.buffer) < 9 + int.from_bytes(self.buffer[:3], 'big'):
            try:
                got = self.socket.recv(1 << 16)
            except ConnectionError as error:
                raise Closed() from error
            if not got:
                raise Closed()
            self.buffer += got
        made, size = Frame.parse_frame_header(memoryview(self.buffer[:9]))
        raw_flags, kind = self.buffer[4], self.buffer[3]
        made.parse_body(memoryview(self.buffer[9:9 + size]))
        self.buffer = self.buffer[9 + size:]
        if kind == HEADERS:
            fields = self.decoder.decode(made.data)
            self.heads.setdefault(made.stream_id, []).append(dict(fields))
        self.seen.append((kind, raw_flags, made.stream_id, made))
        return self.seen[-1]

    def until(self, wanted):
        """The first frame, of those that were seen or come, of which `wanted` holds."""
        for each in self.seen:
            if wanted(*each):
                return each
        while True:
            each = self.read()
            if wanted(*each):
                return each

    def close(self):
        self.socket.close()
