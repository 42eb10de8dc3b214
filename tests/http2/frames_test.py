#!/usr/bin/env python3
"""Sends the gateway frames of HTTP/2, right and wrong ones, and holds what comes to RFC 9113.

  frames_test.py GATEWAY           starts that program
  frames_test.py --port PORT       asks what listens there
"""
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time

from cases import CASES
from wire import PREFACE, Closed, Connection, settings

# Cases that may fail, each with its reason.
ACCEPTED = {
    '5.1.1/2': 'nghttp2 takes it for a stream that was closed, and leaves it unanswered',
    '6.9.2/3': 'nghttp2 ends the stream whose window it is with FLOW_CONTROL_ERROR, not the connection',
}
# How long an accepted failure is waited for.
ACCEPTED_SECONDS = 1


def verdict(case, port):
    """Why a case failed, or None."""
    connection = Connection(port, case.greeting or PREFACE + settings())
    if case.id in ACCEPTED:
        connection.socket.settimeout(ACCEPTED_SECONDS)
    try:
        # Frames that follow each other go out in one piece: else a fast answer to the first comes before the second.
        for is_act, steps in itertools.groupby(case.steps, callable):
            if is_act:
                for act in steps:
                    act(connection)
            else:
                connection.send(b''.join(steps))
        return case.outcome(connection)
    except Closed:
        return 'the connection was closed'
    except TimeoutError:
        return f'nothing more came after {[type(each[3]).__name__ for each in connection.seen]}'
    except AssertionError as error:
        return str(error)
    finally:
        connection.close()


def start(program, folder):
    """The gateway's process and port. It needs no service: its own are enough."""
    ports = os.path.join(folder, 'ports.json')
    any_port = [f'--{name}=127.0.0.1:0' for name in ('listen', 'admin-listen', 'metrics-listen')]
    process = subprocess.Popen([program, *any_port, '--upstream=none=127.0.0.1:1', f'--ports-file={ports}'],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not os.path.exists(ports):
        if process.poll() is not None:
            sys.exit(f'{program} ended with {process.returncode}')
        time.sleep(0.02)
    with open(ports, encoding='utf-8') as file:
        return process, json.load(file)['listen']


def judge(port):
    """True when each case passes, or is accepted and fails."""
    passed, wrong = 0, 0
    for case in CASES:
        why = verdict(case, port)
        passed += why is None
        if why is None and case.id in ACCEPTED:
            print(f'{case.id} passes now: take it from ACCEPTED')
            wrong += 1
        elif why is not None and case.id not in ACCEPTED:
            print(f'{case.id} {case.name}: {why}')
            wrong += 1
    print(f'{passed}/{len(CASES)} passed')
    return wrong == 0


def main():
    if sys.argv[1] == '--port':
        sys.exit(not judge(int(sys.argv[2])))
    with tempfile.TemporaryDirectory() as folder:
        process, port = start(sys.argv[1], folder)
        try:
            right = judge(port)
            if process.poll() is not None:
                sys.exit(f'the gateway ended with {process.returncode}')
        finally:
            process.terminate()
            process.wait()
    sys.exit(not right)


if __name__ == '__main__':
    main()
