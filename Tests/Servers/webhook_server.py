"""A receiver of webhooks for tests: checks each call with the library of Standard Webhooks, and says what it got, one line
of JSON each. The path says what it answers: /200, /429 (with Retry-After: 7), /302 and so on.
"""
import json
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

secret, certificate = sys.argv[1], sys.argv[2:]
lock = threading.Lock()


def say(**line):
    with lock:
        print(json.dumps(line), flush=True)


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            Webhook(secret).verify(body, dict(self.headers))
            proven = True
        except WebhookVerificationError:
            proven = False
        say(
            path=self.path, proven=proven, id=self.headers["webhook-id"], type=self.headers["content-type"],
            connection=self.client_address[1], body=json.loads(body))
        status = int(self.path[1:])
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "7")
        if status == 302:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
if certificate:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
say(port=server.server_address[1])
threading.Thread(target=server.serve_forever, daemon=True).start()
# Ends with whoever started it.
sys.stdin.read()
