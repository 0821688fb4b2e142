"""Plans files that break one rule each against a sandbox, and compares what examples/policy denies with that rule."""
import datetime
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile

programs = pathlib.Path(sys.argv[1])
policy = pathlib.Path(__file__).resolve().parent.parent / "examples" / "policy"
loader = importlib.machinery.SourceFileLoader("check", str(policy / "check"))
check = importlib.util.module_from_spec(importlib.util.spec_from_loader("check", loader))
loader.exec_module(check)

secret = "idt:TKN-0000-0001:sandbox"
token = "TKN-0000-0002"
seed = {
    "account": {"id": "ACC-5563-4382", "name": "Intelli Industries", "type": "Client", "status": "Active"},
    "modules": [
        {"id": "MOD-0001", "name": "Billing"},
        {"id": "MOD-2215", "name": "Subscriptions"},
        {"id": "MOD-3370", "name": "Procurement"},
        {"id": "MOD-6308", "name": "Commerce"},
    ],
    "tokens": [
        {"id": "TKN-0000-0001", "name": "platform-tokenform", "token": secret, "modules": [{"id": "MOD-6308"}]},
        {"id": token, "name": "finance-exporter", "modules": [{"id": "MOD-6308"}]},
        {"id": "TKN-0000-0003", "name": "sales-shop", "modules": [{"id": "MOD-6308"}]},
    ],
}
today = datetime.datetime.now(datetime.timezone.utc).date()
soon, late = (today + datetime.timedelta(days=days) for days in (100, 800))
commerce = "{id: MOD-6308}"
granted = f"until: {soon}, reason: FIN-1"
buyers = "filters: {group.buyers: [BUY-2844-0294]}"

# Name, lines of the token, and the rules that have to deny it.
cases = [
    ("a grant with a reason and an end", f"modules: [{commerce}, {{id: MOD-3370, {granted}}}]", []),
    ("no change", f"modules: [{commerce}]", []),
    ("a grant without a reason", f"modules: [{commerce}, {{id: MOD-3370, until: {soon}}}]", ["reason"]),
    ("a grant without an end", f"modules: [{commerce}, {{id: MOD-3370, reason: FIN-1}}]", ["ends"]),
    ("a grant that ends too late", f"modules: [{commerce}, {{id: MOD-3370, until: {late}, reason: FIN-1}}]", ["ends"]),
    (
        "two modules that no token may have together",
        f"modules: [{{id: MOD-3370, {granted}}}, {{id: MOD-0001, {buyers}, {granted}}}]",
        ["together"],
    ),
    ("a module without its filter", f"modules: [{commerce}, {{id: MOD-2215, {granted}}}]", ["filtered"]),
    ("a module with its filter", f"modules: [{commerce}, {{id: MOD-2215, {buyers}, {granted}}}]", []),
    ("a name without a team", "name: exporter", ["name"]),
    ("a name with a team", "name: sales-exporter", []),
]
# The rules about the state see a token that does not change only with --all-values.
held = {"id": "TKN-0000-0003", "name": "shop", "modules": [{"id": "MOD-3370"}, {"id": "MOD-0001"}]}
unchanged = "\n  TKN-0000-0003: {name: shop, modules: [MOD-3370, MOD-0001]}"


def plan(text: str, options: list[str], changed_seed: dict) -> dict:
    """The plan of one file, made in an account of its own."""
    with tempfile.TemporaryDirectory() as folder:
        seed_file = pathlib.Path(folder, "seed.json")
        seed_file.write_text(json.dumps(changed_seed))
        file = pathlib.Path(folder, "tokens.yaml")
        file.write_text("account: ACC-5563-4382\ntokens:\n" + text)
        command = [programs / "marketplace-sandbox", "--seed", seed_file, "--token", secret]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sandbox:
            try:
                endpoint = sandbox.stdout.readline().removeprefix("listening on ").strip()
                run = subprocess.run(
                    [programs / "tokenform", "plan", "--format", "json", "--quiet", *options, file.name],
                    cwd=folder, stdout=subprocess.PIPE, check=True,
                    env={**os.environ, "MPT_API_TOKEN": secret, "MPT_API_BASE_URL": endpoint},
                )
            finally:
                sandbox.terminate()
        return json.loads(run.stdout)


failed = 0


def expect(name: str, document: dict, rules: list[str]) -> None:
    """Compares the rules that deny a plan with those expected."""
    global failed
    found = sorted({entry["rule"] for entry in check.denied(document, policy)})
    is_right = found == sorted(rules)
    failed += not is_right
    print(f"policy: {'ok' if is_right else 'FAILED'}: {name}: {', '.join(found) or 'nothing denied'}")


for name, lines, rules in cases:
    expect(name, plan(f"  {token}: {{{lines}}}", ["--all-values"], seed), rules)
state = {**seed, "tokens": seed["tokens"][:2] + [held]}
text = f"  {token}: {{name: finance-exporter}}" + unchanged
expect("a token that breaks rules and does not change", plan(text, ["--all-values"], state), ["filtered", "name", "together"])
expect("the same, without --all-values", plan(text, [], state), [])
expect("a plan without its state", {"complete": True, "timestamp": "2026-11-27T00:00:00Z", "resource_changes": []}, ["complete"])
sys.exit(1 if failed else 0)
