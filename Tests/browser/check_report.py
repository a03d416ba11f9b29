"""Opens the reports of result folders in a headless Chromium and checks what only a browser can tell.

    python3 Tests/browser/check_report.py [--shots DIR] FOLDER...

A folder is what `diff --out`, `compare --out`, `check --out` or `stack --out` wrote: `rapport.html` beside `result.json`. Checked at
1280x900 and 390x844: no console errors, no request to anywhere, nothing wider than the window; views of maps switch; spots take the focus
and are said in words; the numbers on a map of a plan stand in its legend; headings, names and ids are in order; text has contrast AA; every
figure with `data-json` is the one in the result. On paper (A4) no table or picture is wider than the sheet. A page on which there is
nothing to check fails.
"""

import argparse
import json
import os
import sys

from browser import Browser, find

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}

STRUCTURE = """(() => {
  const bad = [];
  let level = 0;
  for (const h of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const own = +h.tagName[1];
    if (own > level + 1) bad.push(`heading ${h.tagName} after h${level}: ${h.textContent}`);
    level = own;
  }
  if (document.querySelectorAll('h1').length !== 1) bad.push('not one h1');
  if (!document.documentElement.lang) bad.push('no lang');
  const ids = new Set();
  for (const e of document.querySelectorAll('[id]')) { if (ids.has(e.id)) bad.push('id twice: ' + e.id); ids.add(e.id); }
  for (const a of document.querySelectorAll('a[href^="#"],use[href^="#"]')) {
    const to = a.getAttribute('href').slice(1);
    if (to && !ids.has(to)) bad.push('leads nowhere: ' + to);
  }
  for (const e of document.querySelectorAll('[aria-labelledby]'))
    for (const id of e.getAttribute('aria-labelledby').split(' ')) if (!ids.has(id)) bad.push('label without: ' + id);
  for (const th of document.querySelectorAll('th')) if (!th.getAttribute('scope')) bad.push('th without scope: ' + th.textContent);
  for (const svg of document.querySelectorAll('svg'))
    if (!svg.hasAttribute('aria-hidden') && !svg.hasAttribute('aria-label') && !svg.hasAttribute('aria-labelledby')) bad.push('svg without a name');
  for (const input of document.querySelectorAll('input,select'))
    if (!document.querySelector(`label[for="${input.id}"]`)) bad.push('input without a label: ' + input.id);
  for (const part of ['url(#']) for (const e of document.querySelectorAll('[fill^="url(#"]')) {
    const id = e.getAttribute('fill').slice(5, -1);
    if (!ids.has(id)) { bad.push('no pattern: ' + id); break; }
  }
  return bad;
})()"""

CONTRAST = """(() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = c => { const f = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
    return .2126 * f(c[0]) + .7152 * f(c[1]) + .0722 * f(c[2]); };
  const bad = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !e.getClientRects().length || e.closest('script,style,title,desc')) continue;
    const style = getComputedStyle(e), inPicture = e.namespaceURI.includes('svg');
    let ground = [255, 255, 255];
    for (let up = e; up; up = up.parentElement) {
      const c = parse(getComputedStyle(up).backgroundColor);
      if (c.length === 3 || c[3] > .99) { ground = c; break; }
    }
    const ink = parse(inPicture ? style.fill : style.color);
    const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) bad.add(`${ratio.toFixed(1)}: ${e.tagName}.${e.className} ${walk.currentNode.textContent.trim().slice(0, 40)}`);
  }
  return [...bad].slice(0, 10);
})()"""

FIGURES = "[...document.querySelectorAll('[data-json]')].map(e => [e.dataset.json, e.textContent, 'signed' in e.dataset])"

OVERFLOW = """(() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide <= 0) return [];
  const out = [];
  for (const e of document.body.querySelectorAll('*')) {
    const box = e.getBoundingClientRect();
    if (box.right > innerWidth + 1 && box.width && !e.closest('.scroll') && !e.closest('.hidden')) out.push(`${e.tagName}.${e.className.baseVal ?? e.className}`);
  }
  return ['page is ' + wide + ' px too wide: ' + out.slice(0, 5).join(' ')];
})()"""


def look(result, path):
    """The number at a place of the result; `a+b` is a sum."""
    total = 0.0
    for part in path.split("+"):
        value = result
        keys = part.split(".")
        while keys:
            if isinstance(value, list):
                value = value[int(keys.pop(0))]
                continue
            # A key may hold a point itself.
            for length in range(len(keys), 0, -1):
                if ".".join(keys[:length]) in value:
                    value = value[".".join(keys[:length])]
                    del keys[:length]
                    break
            else:
                raise KeyError(part)
        if value is None:
            return None
        total += value
    return total


def hectares(value, lang, signed=False):
    """As a page writes it: one decimal, halves up; what is there and rounds to nothing is `<0,1`, or with its sign and first figure."""
    point, group = (",", ".") if lang == "nl" else (".", ",")
    if abs(value) < 1e-7:
        return "0" + point + "0"
    if abs(value) < 0.05:
        if value > 0 and not signed:
            return "<0" + point + "1"
        places = next((n for n in range(2, 7) if round(abs(value) * 10**n) >= 1), 7)
        return ("-" if value < 0 else "+") + f"{abs(value):.{places}f}".replace(".", point)
    tenths = abs(value) * 10
    whole = int(tenths) + 1 if tenths - int(tenths) == 0.5 else None
    text = f"{whole / 10:.1f}" if whole is not None else f"{abs(value):.1f}"
    units, decimal = text.split(".")
    units = f"{int(units):,}".replace(",", group)
    sign = "-" if value < 0 else "+" if signed and value >= 0.05 else ""
    return sign + units + point + decimal


def percent(share, lang):
    """As a page writes a share of a plan or a unit: whole, and never nothing or everything for what is neither."""
    sign = " %" if lang == "nl" else "%"
    if 0 < share < 0.005:
        return "<1" + sign
    if 0.995 <= share < 1 - 1e-9:
        return ">99" + sign
    return f"{int(share * 100 + 0.5)}{sign}"


def check_figures(page, result, lang):
    bad, count = [], 0
    for place, text, signed in page.value(FIGURES):
        try:
            values = [look(result, path) for path in place.split(" ")]
            if values == [None]:
                want = [""]
            elif "share_" in place:
                want = [percent(value, lang) for value in values]
            else:
                want = [hectares(value, lang, signed) for value in values]
                text = text.removesuffix(" ha")
        except (KeyError, IndexError, TypeError) as error:
            bad.append(f"{place}: not in result.json ({error!r})")
            continue
        if len(want) == 2:
            want = [want[0] if want[0] == want[1] else f"{want[0]} – {want[1]}"]
        count += 1
        if text != want[0]:
            bad.append(f"{place}: page says {text!r}, result {want[0]!r}")
    return bad, count


def check_maps(page):
    """Every map: three views, one shown at a time, one tab stop, and the arrow keys go on and say what they are on."""
    bad = []
    shown = "[...document.querySelectorAll('fieldset.map')].map((m, i) => [...m.querySelectorAll('.stage>svg')].map(s => getComputedStyle(s).display !== 'none'))"
    maps = len(page.value(shown))
    for index in range(maps):
        for view in range(3):
            page.value(f"document.querySelectorAll('fieldset.map')[{index}].querySelectorAll('label')[{view}].click()")
            want = [number == view for number in range(3)]
            if page.value(shown)[index] != want:
                bad.append(f"map {index + 1}: view {view + 1} does not show alone")
    opened = page.value("(() => { document.querySelectorAll('details').forEach(d => d.open = true); return 1; })()")
    assert opened == 1
    pictures = page.value(
        "[...document.querySelectorAll('.pointable svg')].filter(s => s.querySelector('.spot') && getComputedStyle(s).display !== 'none').length")
    said = """(() => { const a = document.activeElement; if (!a || !a.classList.contains('spot')) return null;
      const frame = a.closest('.pointable'); return [a.querySelector('title').textContent, frame.querySelector('.pointed').textContent]; })()"""
    # Of every view, shown or not: one tab stop.
    stops = "[...document.querySelectorAll('.pointable svg')].filter(s => s.querySelector('.spot')).map(s => [s.getAttribute('aria-labelledby'), s.querySelectorAll('.spot[tabindex=\"0\"]').length])"
    bad += [f"{name}: {count} tab stops" for name, count in page.value(stops) if count != 1]
    for index in range(min(pictures, 6)):
        stops = page.value(f"""(() => {{ const s = [...document.querySelectorAll('.pointable svg')].filter(s => s.querySelector('.spot') && getComputedStyle(s).display !== 'none')[{index}];
          const stops = s.querySelectorAll('.spot[tabindex="0"]'); stops[0] && stops[0].focus(); return [stops.length, s.querySelectorAll('.spot').length]; }})()""")
        if stops[0] != 1:
            bad.append(f"picture {index + 1}: {stops[0]} tab stops")
            continue
        first = page.value(said)
        if not first or first[0] != first[1]:
            bad.append(f"picture {index + 1}: focus is not said ({first})")
        if stops[1] > 1:
            page.key("ArrowRight")
            second = page.value(said)
            if not second or second[0] != second[1]:
                bad.append(f"picture {index + 1}: the arrow key is not followed ({first} {second})")
    return bad, maps, pictures


# The numbers on the map of a plan, and those of the legend under it.
NUMBERED = """[...document.querySelectorAll('figure')].filter(f => f.querySelector('.numbered')).map(f => {
  const numbers = e => [...e.querySelectorAll('text')].map(t => t.textContent.trim()).filter(t => /^\\d+$/.test(t));
  const map = f.querySelector(':scope > svg');
  return [numbers(map), numbers(f.querySelector('.numbered')), map.getBoundingClientRect().width];
})"""

# The picture of flows has a drawing for every width: none is scrolled sideways on a phone.
FLOWS = """[...document.querySelectorAll('.flow')].filter(s => getComputedStyle(s).display !== 'none' && s.getClientRects().length)
  .map(s => [s.closest('.scroll').scrollWidth, s.closest('.scroll').clientWidth])"""

# Wider than a sheet of A4 within its margins; a part with the class `breed` has its sheet on its side.
PAPER = """(() => {
  const upright = 182 / 25.4 * 96, aside = 269 / 25.4 * 96, bad = [];
  for (const e of document.querySelectorAll('table,svg,figure,p,ul,dl')) {
    if (!e.getClientRects().length || e.closest('.hidden')) continue;
    const own = e.closest('.breed') ? aside : upright, width = e.getBoundingClientRect().right;
    if (width > own + 2) bad.push(`${e.tagName}.${e.className.baseVal ?? e.className} reaches ${Math.round(width)} px of ${Math.round(own)} on paper: ${e.textContent.trim().slice(0, 40)}`);
  }
  for (const e of document.querySelectorAll('.map>label,.pointed,.toc,select,.screen'))
    if (getComputedStyle(e).display !== 'none' && e.getClientRects().length) bad.push(`on paper: ${e.tagName}.${e.className}`);
  return bad.slice(0, 10);
})()"""


def check_plan_maps(page):
    bad = []
    maps = page.value(NUMBERED)
    for index, (on_map, in_legend, width) in enumerate(maps):
        if not in_legend:
            bad.append(f"map of plan {index + 1}: an empty legend")
        missing = sorted(set(on_map) ^ set(in_legend), key=int)
        if missing:
            bad.append(f"map of plan {index + 1}: only on the map or only in the legend: {missing}")
        if width < 200:
            bad.append(f"map of plan {index + 1}: {width} px wide")
    return bad, len(maps)


def check_paper(page):
    page.call("Emulation.setEmulatedMedia", {"media": "print"})
    page.call("Emulation.setDeviceMetricsOverride", {"width": 688, "height": 1000, "deviceScaleFactor": 1, "mobile": False})
    page.value("(() => { dispatchEvent(new Event('beforeprint')); return 1; })()")
    return page.value(PAPER)


def check_tab(page, has_spots):
    """Tab alone comes to a spot."""
    if not has_spots:
        return []
    page.value("(() => { document.activeElement && document.activeElement.blur(); scrollTo(0, 0); return 1; })()")
    for _ in range(400):
        page.key("Tab")
        if page.value("document.activeElement.classList.contains('spot')"):
            return []
    return ["Tab does not come to a spot on the map"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shots", help="folder for pictures of every page")
    parser.add_argument("--only-shots", action="store_true")
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    if not find():
        print("browser test SKIPPED: there is no Chromium on the PATH (Debian: apt-get install chromium)")
        return 0
    failures = 0
    with Browser() as browser:
        for folder in options.folders:
            path = os.path.join(folder, "rapport.html")
            with open(os.path.join(folder, "result.json"), encoding="utf-8") as file:
                result = json.load(file)
            for name, (width, height) in SIZES.items():
                page = browser.page(path, width, height)
                if options.shots:
                    os.makedirs(options.shots, exist_ok=True)
                    base = os.path.join(options.shots, os.path.basename(os.path.abspath(folder)) + "-" + name)
                    page.shot(base + ".png")
                    page.shot(base + "-whole.png", whole=True)
                    if name == "desktop":
                        page.pdf(base.replace("-desktop", "-print") + ".pdf")
                if options.only_shots:
                    page.close()
                    continue
                lang = page.value("document.documentElement.lang")
                bad = page.complaints() + page.value(OVERFLOW) + page.value(STRUCTURE)
                wrong, figures = check_figures(page, result, lang)
                more, maps, pictures = check_maps(page)
                # With everything open, as far as it opens.
                bad += wrong + more + page.value(OVERFLOW) + page.value(CONTRAST)
                wrong, plans = check_plan_maps(page)
                bad += wrong
                if name == "phone":
                    bad += [f"flows are {wide} px wide in {room}" for wide, room in page.value(FLOWS) if wide > room + 1]
                if name == "desktop":
                    bad += check_tab(page, pictures > 0)
                kind = result["schema"].split("/")[1].split("@")[0]
                if figures == 0:
                    bad.append("no figure to check")
                if kind in ("diff", "compare") and (maps == 0 or pictures == 0):
                    bad.append(f"{maps} maps and {pictures} pictures")
                if kind == "check" and plans != len(result["plans"]):
                    bad.append(f"{plans} maps of {len(result['plans'])} plans")
                if kind == "stack" and not page.value("!!document.querySelector('figure.places svg path')"):
                    bad.append("no map of the plans")
                if name == "desktop":
                    bad += check_paper(page)
                bad += [text for text in page.complaints() if text not in bad]
                page.close()
                failures += len(bad)
                print(f"{folder} {name} {width}x{height}: {figures} figures equal to the result, {maps} maps, {pictures} pictures, {plans} plans: "
                      + ("ok" if not bad else f"{len(bad)} PROBLEMS"))
                for text in bad[:25]:
                    print("  " + text)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
