"""A mail server for tests: says on standard output where it listens and what it got, one line of JSON each.

What it answers hangs on the reader's address: refused@ is unknown, later@ has to wait, drop@ loses the connection in the
middle of a message. With --hold-first the first message of all never gets an answer.
"""
import argparse
import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


def say(**line):
    print(json.dumps(line), flush=True)


class Handler:
    def __init__(self):
        self.held = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return f"550 5.1.1 <{address}> is unknown here"
        if address.startswith("later"):
            return f"451 4.7.1 <{address}> is greylisted"
        if address.startswith("drop"):
            # The reply is never read to its end: the connection is gone as soon as the text begins.
            asyncio.get_running_loop().call_soon(self.drop_at_data, server)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def drop_at_data(self, server):
        push = server.push

        async def closing(status):
            await push(status)
            if str(status).startswith("354"):
                server.transport.abort()

        server.push = closing

    async def handle_DATA(self, server, session, envelope):
        say(
            sender=envelope.mail_from, readers=envelope.rcpt_tos, connection=session.peer[1],
            tls=server.transport.get_extra_info("ssl_object") is not None, user=session.auth_data,
            text=base64.b64encode(envelope.original_content).decode())
        if options.hold_first and not self.held:
            self.held = True
            await asyncio.get_running_loop().create_future()
        return "250 2.0.0 taken"


def check(server, session, envelope, mechanism, login):
    user = login.login.decode()
    if user == options.user and login.password.decode() == options.password:
        return AuthResult(success=True, auth_data=user)
    return AuthResult(success=False, handled=False, message=f"535 5.7.8 no {user} with this password")


parser = argparse.ArgumentParser()
parser.add_argument("--security", choices=["implicit", "starttls", "none"], default="starttls")
parser.add_argument("--certificate")
parser.add_argument("--key")
parser.add_argument("--user")
parser.add_argument("--password")
parser.add_argument("--hold-first", action="store_true")
options = parser.parse_args()

context = None
if options.certificate:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(options.certificate, options.key)


async def main():
    handler = Handler()

    def session():
        return SMTP(
            handler,
            tls_context=context if options.security == "starttls" else None,
            require_starttls=options.security == "starttls" and context is not None,
            auth_required=options.user is not None,
            auth_require_tls=options.security == "starttls",
            authenticator=check,
            enable_SMTPUTF8=False)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        session, "127.0.0.1", 0, ssl=context if options.security == "implicit" else None)
    say(port=server.sockets[0].getsockname()[1])
    # Ends with whoever started it.
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
