# SPDX-License-Identifier: GPL-3.0-or-later
"""Feeds on a real CalDAV server, read back by other programs; and on servers that behave badly."""
import base64
import http.server
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import caldav
import icalendar

cli = sys.argv[1]
folder = pathlib.Path(tempfile.mkdtemp())
database = folder / "demo.gvn"
PASSWORD = "mot de passe très secret"
# Radicale files events one by one: a month of them will do.
MONTH = ("--from", "2028-04-01", "--to", "2028-04-30")
count = 0
said = []  # all that was ever printed
# A keyring of its own, never that of who runs the tests; nothing on the way to this machine.
environment = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()} | {
    "SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": str(folder / "keyring"),
    "SECRET_FILE_TEST_PASSWORD": "keyring"}
environment.pop("GOUVERNAIL_PUBLISH_PASSWORD", None)
open_url = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


def command(*arguments, today="2028-03-08"):
    return [cli, "--database", str(database), "--today", today, *arguments]


def run(*arguments, **named):
    return subprocess.check_output(command(*arguments, **named), env=environment)


def publish(url, *arguments, password=PASSWORD, today="2028-03-08"):
    """The exit status, and what it said."""
    variables = environment | ({"GOUVERNAIL_PUBLISH_PASSWORD": password} if password else {})
    result = subprocess.run(command("publish", "--url", url, *MONTH, *arguments, today=today), env=variables,
                            capture_output=True, text=True)
    said.append(result.stdout + result.stderr)
    return result.returncode, result.stdout + result.stderr


def check(good, what, detail=""):
    global count
    count += 1
    print("ok" if good else "not ok", count, "-", what, detail if not good else "", flush=True)


def events(data):
    return {str(e["UID"]): e for e in icalendar.Calendar.from_ical(data).walk("VEVENT")}


class Radicale:
    """The distribution's server on a free port of this machine, with one user."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "users").write_text(f"anne:{PASSWORD}\n", encoding="utf-8")
        (folder / "radicale.conf").write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\n"
            f"htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {folder}/collections\n"
            "[web]\ntype = none\n[encoding]\nstock = utf-8\n", encoding="utf-8")

    def __enter__(self):
        self.log = open(folder / "radicale.log", "wb")
        self.process = subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(folder / "radicale.conf")],
                                        stdout=self.log, stderr=self.log)
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except OSError:
                if self.process.poll() is not None:
                    sys.exit((folder / "radicale.log").read_text())
                time.sleep(0.05)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/anne/"

    def get(self, name):
        secret = base64.b64encode(f"anne:{PASSWORD}".encode()).decode()
        return open_url(urllib.request.Request(self.url + name, headers={"Authorization": "Basic " + secret})).read()


class Server(http.server.ThreadingHTTPServer):
    """Answers what the test says: a list of functions, one for each request, the last for all that follow."""

    def __init__(self, *answers, tls=None):
        self.answers = list(answers)
        self.requests = []
        super().__init__(("127.0.0.1", 0), Handler)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        pass  # a client that closes is what some tests are about

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/planning.ics"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests.append((self.command, dict(self.headers), self.body))
        answers = self.server.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    do_HEAD = do_PUT = do_GET = answer


def status(code, **headers):
    def answer(handler):
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
    return answer


def raw(data):
    def answer(handler):
        handler.wfile.write(data)
        handler.close_connection = True
        handler.connection.close()
    return answer


def endless(handler):
    handler.wfile.write(b"HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        handler.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


print("TAP version 13")
run("demo")

with Radicale() as radicale:
    arguments = ("--user", "anne")
    result, text = publish(radicale.url + "planning.ics", *arguments)
    check(result == 0 and "Published: " in text, "published to a CalDAV server", text)
    exported = events(run("export", "ical", "-", *MONTH))
    read = events(radicale.get("planning.ics/"))
    check(set(read) == set(exported) and len(read) > 50, "read back whole by icalendar")
    check(all(read[i].start == exported[i].start and read[i]["SEQUENCE"] == exported[i]["SEQUENCE"] for i in read),
          "with the same starts and revisions")
    client = caldav.DAVClient(radicale.url, username="anne", password=PASSWORD)
    calendars = client.principal().calendars()
    check(len(calendars) == 1, "a CalDAV client finds the calendar")
    found = {str(e.icalendar_component["UID"]) for e in calendars[0].events()}
    check(found == set(exported), "and every event of it", len(found))

    meeting = next(m for m in json.loads(run("--json", "meetings", "list", "--body", "COPIL"))
                   if m["start"].startswith("2028-04"))
    run("meetings", "move", meeting["id"], "2028-04-27T15:00")
    result, text = publish(radicale.url + "planning.ics", *arguments, today="2028-03-09")
    event = events(radicale.get("planning.ics/"))[meeting["id"]]
    check(result == 0 and "Published again: " in text and event.start.hour == 15 and int(event["SEQUENCE"]) == 1,
          "published again, the move is there", text)

    # The recurring orders of the next month are to be drafted in any month, so each has orders too.
    feeds = ("cab", "committees", "orders")
    result, text = publish(radicale.url, *arguments, *(word for feed in feeds for word in ("--feed", feed)))
    check(result == 0 and text.count("Published: ") == 3, "three feeds into a folder", text)
    every = {uid for feed in feeds for uid in events(radicale.get(f"{feed}.ics/"))}
    check(every == set(events(run("export", "ical", "-", *MONTH))), "which hold everything between them")
    result, text = publish(radicale.url + "one.ics", *arguments, "--feed", "cab", "--feed", "committees")
    check(result == 1 and "folder" in text, "two feeds into one file are refused", text)
    result, text = publish(radicale.url + "planning.ics", *arguments, "--feed", "visits")
    check(result == 1 and "visits" in text, "as is a feed that does not exist", text)

    result, text = publish(radicale.url + "planning.ics", *arguments, password="wrong")
    check(result == 1 and "does not let in" in text and "wrong" not in text, "a wrong password is told", text)
    result, text = publish(radicale.url + "planning.ics", *arguments, password=None)
    check(result == 1 and "asks who enters" in text, "none either", text)
    result, text = publish(radicale.url + "planning.ics", *arguments, "--remember")
    check(result == 0, "a password that is remembered", text)
    result, text = publish(radicale.url + "planning.ics", password=None)
    check(result == 0 and "Published again" in text, "is found again, with its user", text)

    # What lies beside the keyring does not hold it.
    files = [p for p in folder.iterdir() if p.name.startswith("demo.gvn") or p.name == "keyring"]
    check(len(files) >= 2 and not [p for p in files if p.is_file() and PASSWORD.encode() in p.read_bytes()],
          "the password is in no file")

# Conditions: what is there is replaced only as it was seen.
with Server(status(404), status(201)) as server:
    result, text = publish(server.url, password=None)
    put = server.requests[-1]
    check(result == 0 and put[0] == "PUT" and put[1]["If-None-Match"] == "*" and "If-Match" not in put[1]
          and put[1]["Content-Type"] == "text/calendar; charset=utf-8" and put[2].startswith(b"BEGIN:VCALENDAR\r\n"),
          "what is not there is created", text)
with Server(status(200, ETag='"1"'), status(412), status(200, ETag='"2"'), status(204)) as server:
    result, text = publish(server.url, password=None)
    check(result == 0 and "had been changed by something else" in text, "a conflict is told, and tried once more", text)
    check([r[1].get("If-Match") for r in server.requests] == [None, '"1"', None, '"2"'], "on what was then seen")
with Server(status(200, ETag='"1"'), status(412), status(200, ETag='"2"'), status(412)) as server:
    result, text = publish(server.url, password=None)
    check(result == 1 and len(server.requests) == 4 and "keeps changing" in text, "once only", text)
with Server(status(200, ETag='W/"1"'), status(204)) as server:
    result, text = publish(server.url, password=None)
    check(result == 0 and "If-Match" not in server.requests[-1][1], "a weak ETag is no condition", text)
with Server(status(405), status(204)) as server:
    check(publish(server.url, password=None)[0] == 0, "a server without HEAD")

# Servers that behave badly.
asks = status(401, WWW_Authenticate='Basic realm="x"')
for answers, words, what in (
        ((asks,), "does not let in", "401 for ever"),
        ((status(403),), "does not let in", "403"),
        ((status(404), status(409)), "folder", "409"),
        ((status(500),), "answer 500", "500"),
        ((status(404), status(507)), "answer 507", "507, full"),
        ((status(301, Location="http://127.0.0.1:9/"),), "sends elsewhere", "a redirection"),
        ((raw(b"\x00\xff\x17garbage\r\n\r\n" * 50),), "gives no answer", "garbage"),
        ((raw(b""),), "gives no answer", "a connection that is closed"),
        ((status(404), raw(b"HTTP/1.1 2")), "gives no answer", "a connection closed in the middle"),
        ((raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100000),), "gives no answer", "headers without an end"),
        ((status(404), endless), "answer 500", "an answer without an end")):
    with Server(*answers) as server:
        result, text = publish(server.url, "--user", "anne")
        check(result == 1 and words in text and len(text.splitlines()) == 1, what, text)
        if answers[0] is asks:
            check(sum("Authorization" in r[1] for r in server.requests) == 1, "a wrong password is sent once")
with Server(status(404), status(201)) as server:
    publish(server.url, "--user", "anne")
    check(not any("Authorization" in r[1] for r in server.requests), "a password nobody asked for is not sent")
with socket.socket() as closed:
    closed.bind(("127.0.0.1", 0))
    result, text = publish(f"http://127.0.0.1:{closed.getsockname()[1]}/a.ics")
    check(result == 1 and "gives no answer" in text, "nobody at the address", text)

# Cancelled while the server says nothing.
with socket.create_server(("127.0.0.1", 0)) as silent:
    process = subprocess.Popen(command("publish", "--url", f"http://127.0.0.1:{silent.getsockname()[1]}/a.ics"),
                               env=environment, stderr=subprocess.PIPE)
    connection = silent.accept()[0]
    connection.recv(1000)
    process.send_signal(signal.SIGINT)
    said.append(process.communicate()[1].decode())
    check(process.returncode == 1, "Ctrl+C cancels", said[-1])
    connection.close()

# TLS.
subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
               check=True, capture_output=True)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
with Server(status(404), status(201), tls=context) as server:
    url = f"https://localhost:{server.server_port}/planning.ics"
    result, text = publish(url, "--user", "anne")
    check(result == 1 and "cannot prove who it is" in text and not server.requests, "an unknown certificate", text)
    result, text = publish(url, "--user", "anne", "--authorities", str(folder / "cert.pem"))
    check(result == 0 and len(server.requests) == 2, "an authority that was given", text)
    result, text = publish(url, "--authorities", str(folder / "users"))
    check(result == 1 and "certificates" in text, "a file without certificates", text)

# Addresses.
for url, words in (("http://example.org/a.ics", "https"), ("https://anne:secret@example.org/", "shows its password"),
                   ("ftp://example.org/", "no address"), ("planning.ics", "no address"), ("https:///x", "no address")):
    result, text = publish(url)
    check(result == 1 and words in text and "secret@" not in text, f"refused: {url.split('@')[-1]}", text)
check(subprocess.run(command("publish"), env=environment, capture_output=True).returncode == 2, "no address at all")
check(not [text for text in said if PASSWORD in text], "the password was never printed")
print(f"1..{count}")
