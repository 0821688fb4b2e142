"""Opens the pages in headless Chromium and fails on whatever a reader would stumble over."""

import base64
import json
import pathlib
import sys
import time
import zipfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

pages = pathlib.Path(sys.argv[1])
wheel = next(pages.glob("axe_core_python-*.whl"))
AXE = zipfile.ZipFile(wheel).read("axe_core_python/axe.min.js").decode()
WIDTHS = [(360, 780), (768, 1024), (1440, 900)]
faults = []


def expect(condition, complaint):
    if not condition:
        faults.append(complaint)
        print(f"browser: FAULT {complaint}")


def browser(scripts=True):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
                     "--force-device-scale-factor=1"]:
        options.add_argument(argument)
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def resize(driver, width, height):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})


def scheme(driver, name):
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": name}]})


def requested(driver):
    """The addresses of the requests since the last call."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"]


def settle(driver):
    """Waits until the page has searched: its timer of 40 ms was set before this one, and ends before it."""
    driver.execute_async_script("setTimeout(arguments[arguments.length - 1], 50)")


def wait_for(value):
    """What a function returns once that is true, or after half a minute."""
    end = time.monotonic() + 30
    while not (found := value()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def open_page(driver, name):
    """Opens a page; no request but the one for the file itself, and no word on the console."""
    address = (pages / f"{name}.html").as_uri()
    driver.get_log("performance"), driver.get_log("browser")
    driver.get(address)
    addresses = wait_for(lambda: requested(driver))
    time.sleep(0.1)
    addresses += requested(driver)
    expect(addresses == [address], f"{name}: requested {addresses}")
    quiet(driver, name)


def quiet(driver, name):
    messages = [entry["message"] for entry in driver.get_log("browser")]
    expect(not messages, f"{name}: the console says {messages}")


def run_axe(driver, name):
    # The page's policy keeps scripts out; the driver's own way in is beside it.
    driver.execute_script(AXE)
    found = driver.execute_async_script(
        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then((r) => done(r.violations))")
    for violation in found:
        places = [node["html"][:160] for node in violation["nodes"][:3]]
        expect(False, f"{name}: axe finds {violation['id']} ({violation['help']}): {places}")


def visible(driver, selector):
    return driver.execute_script(
        "return Array.from(document.querySelectorAll(arguments[0])).filter((e) => !e.hidden).length", selector)


def find(driver, words="", effect="", grants=False, revocations=False):
    driver.execute_script("document.getElementById('find').reset()")
    field = driver.find_element(By.ID, "words")
    field.send_keys(words)
    driver.find_element(By.CSS_SELECTOR, f"#effect option[value='{effect}']").click()
    for name, wanted in [("grants", grants), ("revocations", revocations)]:
        if wanted:
            driver.find_element(By.ID, name).click()
    settle(driver)
    return visible(driver, "article.token"), visible(driver, "[data-token]")


def tokens_of(driver, selector):
    """How many tokens the entries have: an entry is one token, or all its members."""
    return driver.execute_script(
        "return Array.from(document.querySelectorAll(arguments[0]))"
        ".reduce((sum, entry) => sum + 1 + entry.querySelectorAll('.member[id]').length, 0)", selector)


def check_filters(driver):
    entries = len(driver.find_elements(By.CSS_SELECTOR, "article.token"))
    total = len(driver.find_elements(By.CSS_SELECTOR, "[data-token]"))
    expect(total == 500 and tokens_of(driver, "article.token") == total, "many: every token is in an entry and a row")
    expect(find(driver) == (entries, total), "many: without words everything is shown")
    found = find(driver, "TKN-2000-1007")
    shown = driver.find_elements(By.CSS_SELECTOR, "article.token:not([hidden])")
    expect(found == (1, tokens_of(driver, "article.token:not([hidden])")), "many: an id finds its entry alone")
    expect(len(shown) == 1 and "TKN-2000-1007" in shown[0].text, "many: the entry found has the id")
    find(driver, "billing EXPORTER")
    hits = driver.execute_script(
        "return Array.from(document.querySelectorAll('article.token')).map((entry) => [!entry.hidden,"
        " ['billing', 'exporter'].every((word) => entry.textContent.toLowerCase().includes(word))])")
    expect(any(seen for seen, _ in hits) and all(seen == fits for seen, fits in hits),
           "many: words of a name are found in any case")
    for effect in ["widens", "narrows", "mixed", "neutral"]:
        marked = f"article.token[data-effect={effect}]"
        expect(find(driver, effect=effect) == (len(driver.find_elements(By.CSS_SELECTOR, marked)),
                                               tokens_of(driver, marked)), f"many: the filter for {effect}")
    granted = len(driver.find_elements(By.CSS_SELECTOR, "article[data-grants]"))
    expect(0 < granted < entries and find(driver, grants=True)[0] == granted, "many: the filter for grants")
    revoked = len(driver.find_elements(By.CSS_SELECTOR, "article[data-revocations]"))
    expect(0 < revoked < entries and find(driver, revocations=True)[0] == revoked, "many: the filter for revocations")
    expect(find(driver, "no such words") == (0, 0), "many: what is nowhere is not found")
    expect(driver.find_element(By.ID, "nothing").is_displayed(), "many: it says that nothing was found")
    expect(driver.find_element(By.ID, "count").text == f"0 of {total} tokens shown", "many: the count is said")
    driver.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    settle(driver)
    expect(visible(driver, "article.token") == entries, "many: the button shows everything again")


def check_keyboard(driver, name):
    """Every control and the matrix are reached with Tab, each with a visible focus, and the matrix scrolls by keys."""
    open_page(driver, name)
    reached = []
    for _ in range(9):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        what, outline = driver.execute_script(
            "const e = document.activeElement; return [e.id || e.className || e.tagName,"
            " getComputedStyle(e).outlineStyle]")
        reached.append(what)
        expect(outline != "none", f"{name}: no focus is seen on {what}")
    for control in ["words", "effect", "grants", "revocations", "BUTTON", "matrix"]:
        expect(any(control in what.split() for what in reached), f"{name}: Tab does not reach {control}, only {reached}")
    matrix = driver.find_element(By.CSS_SELECTOR, ".matrix")
    matrix.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    moved = wait_for(lambda: driver.execute_script("return arguments[0].scrollLeft", matrix) > 0)
    expect(moved, f"{name}: arrows do not move the matrix")


def check_sticky(driver, name):
    """The head and the first column of the matrix stay in sight."""
    moved = driver.execute_script("""
        const box = document.querySelector('.matrix'); box.scrollTo({left: 700, top: 900, behavior: 'instant'});
        const edge = box.getBoundingClientRect();
        const row = [...box.querySelectorAll('tbody th')].at(-1).getBoundingClientRect();
        const head = [...box.querySelectorAll('thead th')].at(-1).getBoundingClientRect();
        const result = [row.left - edge.left, head.top - edge.top, box.scrollLeft, box.scrollTop];
        box.scrollTo({left: 0, top: 0, behavior: 'instant'});
        return result""")
    expect(moved[0] < 3 and moved[1] < 3 and moved[2] == 700 and moved[3] == 900, f"{name}: not in sight: {moved}")


def find_access(driver, words="", **choices):
    """Searches the page of a report. Returns how many rows of tokens are shown."""
    driver.execute_script("document.getElementById('find').reset()")
    driver.find_element(By.ID, "words").send_keys(words)
    for name, value in choices.items():
        driver.execute_script(
            "const choice = document.getElementById(arguments[0]); choice.value = arguments[1];"
            " choice.dispatchEvent(new Event('change', {bubbles: true}))", name, value)
    settle(driver)
    return driver.execute_script(
        "return Array.from(document.querySelectorAll('details.part tbody tr')).filter((row) => !row.hidden).length")


def rows_with(driver, condition):
    return driver.execute_script(
        f"return Array.from(document.querySelectorAll('details.part tbody tr')).filter((row) => {condition}).length")


def check_access(driver):
    """The search and each filter of a report show what the rows themselves say."""
    total = rows_with(driver, "true")
    expect(total == 301, f"access: {total} tokens")
    expect(find_access(driver) == total, "access: without words everything is shown")
    expect(find_access(driver, "TKN-2000-1007") == 1, "access: an id finds its token alone")
    named = rows_with(driver, "/billing exporter/i.test(row.cells[0].textContent)")
    expect(0 < named < total and find_access(driver, "EXPORTER billing") == named, "access: words of a name")
    for name, value, condition in [
        ("module", "3", "row.cells[7 + 3].textContent !== ''"), ("file", "0", "row.cells[1].textContent.includes('yaml')"),
        ("file", "-", "!row.cells[1].textContent.includes('yaml')"),
        ("state", "differs", "row.cells[1].textContent.includes('differs')"),
        ("finding", "disabled", "row.cells[2].textContent.includes('disabled')"),
        ("finding", "*", "row.cells[2].textContent !== ''"), ("use", "never", "row.cells[3].textContent === 'never'"),
        ("use", "old", "row.cells[3].textContent.startsWith('2001')"),
        ("use", "recent", "row.cells[3].textContent.startsWith('2999')"),
    ]:
        wanted = rows_with(driver, condition)
        value_found = find_access(driver, **{name: value})
        expect(0 < wanted and value_found == wanted, f"access: the filter {name}={value} shows {value_found}, not {wanted}")
    expect(find_access(driver, "no such words") == 0, "access: what is nowhere is not found")
    expect(driver.find_element(By.ID, "nothing").is_displayed(), "access: it says that nothing was found")
    expect(driver.find_element(By.ID, "count").text == f"0 of {total} tokens shown", "access: the count is said")
    driver.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    settle(driver)
    expect(driver.find_element(By.ID, "count").text == f"{total} of {total} tokens shown", "access: the button shows all")


def check_print(driver, name):
    """Every token is on the printed page, which is unfolded for it."""
    pdf = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})["data"])
    (pages / f"{name}.pdf").write_bytes(pdf)
    expect(pdf.count(b"/Type /Page\n") > 5, f"{name}: the printed page is too short")


def check_large(driver):
    """The largest page is ready in time, and searching it takes no longer than a reader waits."""
    times = []
    for _ in range(3):
        driver.get("about:blank")
        open_page(driver, "access-large")
        times.append(driver.execute_script(
            "const n = performance.getEntriesByType('navigation')[0]; return n.loadEventEnd - n.startTime"))
    rows = rows_with(driver, "true")
    print(f"browser: a report of {rows} tokens × 40 modules is ready after {min(times):.0f} ms")
    expect(rows == 7_500 and min(times) < 2000, f"access-large: {rows} tokens, ready after {times} ms")
    expect("2501 tokens with the fewest findings" in driver.find_element(By.ID, "matrix").find_element(
        By.XPATH, "..").text, "access-large: what is left out is said")
    start = time.monotonic()
    expect(find_access(driver, "TKN-2000-1007") == 1, "access-large: an id is found")
    print(f"browser: searching it takes {time.monotonic() - start:.1f} s")


def check_width(driver, name, width):
    wide = driver.execute_script("return document.documentElement.scrollWidth")
    expect(wide <= width, f"{name}: at {width} px the page is {wide} px wide")


def capture(driver, name, width, height):
    """Takes a picture of the page: so many pixels of it, or all."""
    tall = height or min(6000, driver.execute_script("return document.documentElement.scrollHeight"))
    resize(driver, width, tall)
    time.sleep(0.1)
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {})
    (pages / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def check_hostile(driver, name, styles):
    expect("sup3rs3cret" not in driver.page_source, f"{name}: a secret is on the page")
    foreign = driver.execute_script(
        "return Array.from(document.querySelectorAll('*')).filter((e) => e.matches('img, iframe, object, svg, base,"
        " link, a:not([href^=\"#t\"])') || e.getAttributeNames().some((n) => n.startsWith('on') || n === 'style'))"
        ".map((e) => e.outerHTML.slice(0, 99))")
    expect(foreign == [], f"{name}: {foreign}")
    expect(driver.execute_script("return document.querySelectorAll('h1, style, script, title').length") == 3 + styles,
           f"{name}: a heading, style, script or title was forged")


driver = browser()
try:
    resize(driver, 1440, 900)
    driver.get("about:blank")
    open_page(driver, "many")
    times = []
    for _ in range(3):
        open_page(driver, "many")
        times.append(driver.execute_script(
            "const n = performance.getEntriesByType('navigation')[0]; return n.loadEventEnd - n.startTime"))
    print(f"browser: 500 tokens × 60 modules are ready after {min(times):.0f} ms")
    expect(min(times) < 1000, f"many: ready after {times} ms")
    check_filters(driver)
    check_keyboard(driver, "many")
    check_sticky(driver, "many")
    quiet(driver, "many")
    check_large(driver)
    open_page(driver, "access")
    check_access(driver)
    check_print(driver, "access")
    for name in ["few", "refused", "dry-run", "report", "hostile", "nothing", "many", "access", "access-hostile"]:
        for color in ["light", "dark"] if name in ["few", "report", "hostile", "many", "access"] else ["light"]:
            scheme(driver, color)
            for width, height in WIDTHS:
                resize(driver, width, height)
                open_page(driver, name)
                check_width(driver, name, width)
                capture(driver, f"{name}-{color}-{width}", width, height if name in ["many", "access"] else None)
            if name not in ["many", "dry-run"]:
                run_axe(driver, f"{name} in {color}")
        if name.endswith("hostile"):
            check_hostile(driver, name, styles=2 if name.startswith("access") else 1)
finally:
    driver.quit()

driver = browser(scripts=False)
try:
    open_page(driver, "few")
    expect(len(driver.find_elements(By.CSS_SELECTOR, "article.token")) == 8, "few: without scripts all is there")
    expect(not driver.find_element(By.ID, "find").is_displayed(), "few: without scripts no filter is offered")
finally:
    driver.quit()

if faults:
    sys.exit(f"browser: {len(faults)} faults")
print(f"browser: no faults; screenshots are in {pages}")
