"""An identity provider for tests: nanoidp, a program of its own. Says on which port it listens, and ends with its input.

Arguments: the address that people are sent back to, and a JSON object of the people: by name, their groups and address.
"""
import json
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

back, people = sys.argv[1], json.loads(sys.argv[2])
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
with tempfile.TemporaryDirectory() as place:
    settings = {
        "config_version": 1,
        "server": {"host": "127.0.0.1", "port": port},
        "oauth": {
            "issuer": f"http://127.0.0.1:{port}",
            "audience": "recourse",
            "clients": [{"client_id": "recourse", "client_secret": "s3cret", "redirect_uris": [back]}],
        },
    }
    users = {
        name: {"password": f"{name}-pw", "email": one["email"], "roles": [], "groups": one["groups"], "tenant": "default"}
        for name, one in people.items()
    }
    # JSON is YAML.
    pathlib.Path(place, "settings.yaml").write_text(json.dumps(settings))
    pathlib.Path(place, "users.yaml").write_text(json.dumps({"config_version": 1, "users": users}))
    provider = subprocess.Popen(
        [sys.executable, "-m", "nanoidp", "--config", place, "--profile", "oauth21"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=place)
    try:
        while provider.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/.well-known/openid-configuration").read()
                break
            except OSError:
                time.sleep(0.1)
        print(json.dumps({"port": port}), flush=True)
        sys.stdin.read()
    finally:
        # It does not end of itself when it is asked to.
        provider.kill()
        provider.wait()
