"""The expressions of GitHub's workflows, as far as the examples use them."""
import json, re

FUNCTIONS = {
    "contains": lambda list, element: element in list,
    "fromJSON": json.loads,
    "cancelled": lambda: False,
    "always": lambda: True,
}


class Expressions:
    def __init__(self, contexts):
        self.contexts = contexts

    def lookup(self, path):
        value = self.contexts
        for part in path.split("."):
            value = value.get(part, "") if isinstance(value, dict) else ""
        return value

    def evaluate(self, expression):
        tokens = re.findall(r"'[^']*'|[A-Za-z_][\w.-]*|\d+|==|!=|&&|\|\||[!(),]", expression)
        python = {"&&": "and", "||": "or", "!": "not", "true": "True", "false": "False"}
        words = [
            token if token[0] in "'(),=" or token == "!=" or token.isdigit() or token in FUNCTIONS
            else python.get(token) or f"lookup({token!r})"
            for token in tokens
        ]
        return eval(" ".join(words), {"lookup": self.lookup, **FUNCTIONS})

    def condition(self, text):
        return self.evaluate(str(text).removeprefix("${{").removesuffix("}}").strip())

    def expand(self, text):
        def shown(match):
            value = self.evaluate(match[1])
            return ("true" if value else "false") if isinstance(value, bool) else str(value)

        return re.sub(r"\$\{\{(.*?)\}\}", shown, str(text))
