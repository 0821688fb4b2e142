"""Writes HTML pages of plans and reports by running tokenform against a sandbox."""

import json
import os
import pathlib
import subprocess
import sys

programs, pages = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src="http://127.0.0.1:9/x.png" onerror="alert(1)">',
    "<a href=javascript:alert(1)>click</a>",
    "</code></bdi></th></table><h1>Approved</h1>",
    "</title></style></script><style>*{display:none}</style>",
    "&lt;b&gt;&amp;&#60;i&#62;",
    "<!-- --><![CDATA[<svg/onload=alert(1)>]]>",
    "\u202egnp.exe\u202c \u200bzero\u2066",
    "' onfocus='alert(1)' autofocus x='",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)}",
    "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307 stacked",
    "line\nfeed\ttab\r\x1b[31mred",
    "idt:TKN-1671-0642:sup3rs3cret",
]
NAMES = ["Billing exporter", "Order sync", "Catalogue mirror", "Renewal reminder", "Spend dashboard", "請求書エクスポーター"]
MODULES = ["Access Management", "Commerce", "Account management", "Billing", "Subscriptions", "Procurement", "Reporting", "Audit"]


def module(number):
    return f"MOD-{1001 + number}"


def seed(tokens, modules, hostile):
    def name(number):
        return HOSTILE[number % len(HOSTILE)] if hostile else f"{NAMES[number % len(NAMES)]} {number}"

    def held(number):
        for step in range(8):
            entry = {"id": module((number * 3 + step * 5) % modules)}
            if (number + step) % 4 == 0:
                entry["filters"] = {"group.buyers": [f"BUY-2844-{1000 + buyer}" for buyer in range(2 + number % 15)]}
            yield entry

    return {
        "account": {"id": "ACC-5563-4382", "name": HOSTILE[0] if hostile else "Intelli Industries",
                    "type": "Client", "status": "Active"},
        "modules": [{"id": module(number), "description": "x",
                     "name": HOSTILE[number % len(HOSTILE)] if hostile else
                     MODULES[number % len(MODULES)] + ("" if number < len(MODULES) else f" {number // len(MODULES) + 1}")}
                    for number in range(modules)],
        "tokens": [{"id": f"TKN-2000-{1000 + number}", "name": name(number), "revision": 3,
                    "description": "Reads invoices nightly.", "lastAccessAt": "2026-05-03T02:15:40.000Z",
                    "modules": list({entry["id"]: entry for entry in held(number)}.values())}
                   for number in range(tokens)],
    }


def wanted(state, hostile):
    """The files for a state: every token loses a module, gains one, is re-filtered, or changes in its texts only."""
    lines = ["account: ACC-5563-4382", "tokens:"]
    count = len(state["modules"])
    for number, token in enumerate(state["tokens"]):
        lines.append(f"  {token['id']}:")
        ids = [entry["id"] for entry in token["modules"]]
        free = [module(step) for step in range(count) if module(step) not in ids]
        if number % 5 in (0, 1):
            ids.append(free[number * 7 % len(free)])
        if number % 5 in (1, 2):
            ids.pop(number % 3)
        if number % 5 == 4 or number % 11 == 0:
            text = HOSTILE[number % len(HOSTILE)] if hostile else "Reads invoices nightly, and on Sundays."
            text = text.replace("idt:", "not:")
            lines.append(f"    description: {json.dumps(text + ' 2')}")
        if number % 5 != 4:
            lines.append("    modules:")
            for place, entry in enumerate(ids):
                if number % 5 == 3 and place in (1, 2):
                    lines.append(f"      - id: {entry}\n        filters:\n          group.buyers: [BUY-2844-1001, BUY-9999-0001]")
                else:
                    lines.append(f"      - {entry}")
    return "\n".join(lines) + "\n"


def run(state, tokens, jobs, options=()):
    """Runs tokenform against a sandbox with a state; each job is a page and the arguments that make it."""
    workspace = pages / "workspace"
    workspace.mkdir(exist_ok=True)
    (workspace / "seed.json").write_text(json.dumps(state))
    (workspace / "tokens.yaml").write_text(tokens)
    sandbox = subprocess.Popen([programs / "marketplace-sandbox", "--seed", workspace / "seed.json", *options],
                               stdout=subprocess.PIPE, text=True)
    try:
        address = sandbox.stdout.readline().removeprefix("listening on ").strip()
        environment = {"PATH": os.environ["PATH"], "HOME": str(workspace), "MPT_API_BASE_URL": address,
                       "MPT_API_TOKEN": "idt:TKN-0000-0001:sandbox"}
        for page, arguments, code in jobs:
            done = subprocess.run([programs / "tokenform", *arguments, "--format", "html", "tokens.yaml"],
                                  cwd=workspace, env=environment, capture_output=True)
            if done.returncode != code:
                sys.exit(f"browser: {arguments} ended with {done.returncode}, not {code}:\n{done.stderr.decode()}")
            (pages / f"{page}.html").write_bytes(done.stdout)
            print(f"browser: {page}.html has {len(done.stdout):,} bytes")
    finally:
        sandbox.terminate()
        sandbox.wait()


own = [{"id": "TKN-0000-0001", "name": "tokenform pipeline", "modules": [{"id": module(0)}]}]

few = seed(8, 12, hostile=False)
files = wanted(few, hostile=False)
few["tokens"] += own
run(few, files, [("few", ["plan"], 0), ("refused", ["plan", "--max-revocations", "1"], 0),
                 ("dry-run", ["apply", "--dry-run"], 0),
                 ("report", ["apply", "--auto-approve"], 4)],
    ["--fault", "status-400-before@PUT/TKN-2000-1001"])

many = seed(500, 60, hostile=False)
files = wanted(many, hostile=False)
many["tokens"] += own
run(many, files, [("many", ["plan"], 0)])

hostile = seed(60, 26, hostile=True)
files = wanted(hostile, hostile=True)
hostile["tokens"] += own
run(hostile, files, [("hostile", ["plan"], 0)])

run(few, "tokens:\n  TKN-2000-1000: {name: Billing exporter 0}\n", [("nothing", ["plan"], 0)])


def access(tokens, modules):
    """An account for reports: every token holds every module, as in the largest account that a page has to show whole."""
    state = seed(tokens, modules, hostile=False)
    uses = [None, "2001-05-03T02:15:40.000Z", "2999-05-03T02:15:40.000Z"]
    for number, token in enumerate(state["tokens"]):
        token["id"] = f"TKN-{2000 + number // 9000}-{1000 + number % 9000}"
        token["lastAccessAt"] = uses[number % 3]
        token["status"] = "Disabled" if number % 10 == 0 else "Active"
        token["modules"] = [{"id": module(step)} for step in range(modules)]
        if number % 2 == 0:
            token["modules"][0]["filters"] = {"group.buyers": ["BUY-2844-1000", "BUY-2844-1001"]}
    state["tokens"] += own
    return state


def declared(state, count):
    """A file that declares the first tokens of a state, each as it is but for every fifth."""
    lines = ["account: ACC-5563-4382", "tokens:"]
    for number, token in enumerate(state["tokens"][:count]):
        lines.append(f"  {token['id']}:\n    modules:")
        ids = [entry["id"] for entry in token["modules"]][(1 if number % 5 == 0 else 0):]
        lines += [f"      - {{id: {ids[0]}, until: 2001-12-31, reason: 'Year-end audit, <b>FIN-812</b>'}}"]
        lines += [f"      - {id}" for id in ids[1:]]
    return "\n".join(lines) + "\n"


large = access(10_000, 40)
run(large, declared(large, 500), [("access-large", ["report"], 0)])
some = access(300, 40)
for number, token in enumerate(some["tokens"][:-1]):
    token["modules"] = token["modules"][number % 5::5]
run(some, declared(some, 150), [("access", ["report", "--unused", "365"], 0)])
run(hostile, files, [("access-hostile", ["report"], 0)])
