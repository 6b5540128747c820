"""Events of every awkward kind, and how a browser is asked whether anything runs over."""

import dataclasses
import random
from datetime import date, datetime, time, timedelta

from termcard.announcements.announcement import (
    AccessProvision,
    Announcement,
    Kind,
    Material,
    Mode,
    OpenTo,
    Place,
    Reference,
    Status,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session, Talk

UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TITLES = (
    *("Rho", "Pi?", UNBROKEN, "W" * 300, "i" * 300, f"On {UNBROKEN * 3}"[:300]),
    "التعليم في المدارس الساحلية: من يبقى ليدرّس؟ " * 6,
    "שלום לכולם: על הפעמונים והזמן",
    "誰が教壇に残るのか沿岸部の学校における若手教員" * 12,
    "鐘の記憶",
    "∑ₙ 1/n² = π²/6 ≤ ∞, $L^2(\\mathbb{R})$ and $\\int_0^\\infty e^{-x^2}\\,dx$",
    "A proof that $x^{n}+y^{n}=z^{n}$ has no solutions" + "$+1$" * 60,
    "https://archive.example/very/long/path/" + "segment/" * 30,
    "<b>Bold</b> & “quoted” — ‘nested’ … #{panic} `code` *stars* \\alpha",
    "ΑΒΓ кириллица हिन्दी ไทย 한국어 ქართული Tiếng Việt " * 4,
    "A-b-c-d-" * 37 + "e",
)
WORDS = (
    *("bells", "the", "self-organising", "of", "Ångström’s", "asymptotics", "school", "and"),
    *("counter-revolutionary", "x", "Verantwortungsbewusstsein", "how", "time"),
)
NAMES = (
    *("Sam Speaks", "王小明", "محمد الأمين", "Léa " + "von " * 12 + "Ä", UNBROKEN[:70], "J"),
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley",
)
AFFILIATIONS = ("", "Example University", "A very long name " * 6, UNBROKEN, "大学院教育学研究科")
ROOMS = ("R", "Room 4, Elvet Hall", "Room " * 40, UNBROKEN + " 4", "講義室４号" * 20)
STATES = ("", "cancelled", "postponed", "tentative", "moved", "elsewhere", "full")
FIRST = date(2027, 1, 11)


def _title(seed, draw):
    if seed < len(TITLES):
        return TITLES[seed][:300].strip()
    words = " ".join(draw.choice(WORDS) for _ in range(draw.choice([1, 2, 6, 14, 45])))
    return draw.choice([words, words, words, None]) and words[: draw.randint(3, 300)].strip()


def _part(draw):
    return Part(
        honorific=draw.choice(["", "Dr", "Professor Dame"]),
        name=draw.choice(NAMES),
        role=draw.choice(["", "Reader", "Holder of a chair " * 5]),
        affiliation=draw.choice(AFFILIATIONS),
        part=draw.choice(list(PartKind)),
        biography=draw.choice(["", "", "Has climbed towers. " * 20, UNBROKEN * 3]),
    )


def _sessions(draw, people):
    day = FIRST + timedelta(days=draw.randrange(40))
    zone = draw.choice(["Europe/London", "Europe/London", "America/Argentina/ComodRivadavia"])
    hours = {"starts_time": time(draw.randrange(8, 20), draw.choice([0, 15])), "zone": zone}
    kind = draw.choice(["hour", "hour", "day", "days", "talks", "many", "none"])
    if kind == "none":
        return ()
    if kind == "many":
        return tuple(Session(starts_on=day + timedelta(days=7 * n), **hours) for n in range(9))
    if kind == "days":
        return (Session(starts_on=day, ends_on=day + timedelta(days=9), zone=zone),)
    if kind == "day":
        return (Session(starts_on=day, zone=zone),)
    talks = (Talk(title=draw.choice(TITLES)[:300], parts=people[:2], abstract="One. " * 30),) * 3
    return (Session(starts_on=day, talks=talks if kind == "talks" else (), **hours),)


def awkward_event(seed):
    """Return (an announcement of an awkward kind, what then becomes of it), the same for a seed."""
    draw = random.Random(seed)
    people = tuple(_part(draw) for _ in range(draw.choice([0, 1, 1, 2, 3, 5, 12])))
    people = tuple(dict.fromkeys(people))
    state = STATES[seed % len(STATES)]
    mode = draw.choice(list(Mode))
    told = Announcement(
        title=_title(seed, draw),
        kind=draw.choice(list(Kind)),
        abstract=draw.choice(
            ["", "Word " * 300, f"One ({UNBROKEN}).\n\n{UNBROKEN * 4}", TITLES[6]]
        ),
        sessions=_sessions(draw, people),
        status=Status.TENTATIVE if state == "tentative" else Status.CONFIRMED,
        mode=mode,
        place=None if mode is Mode.ONLINE else _place(draw),
        platform="" if mode is Mode.IN_PERSON else draw.choice(["Zoom", UNBROKEN[:90]]),
        parts=people,
        attendance=draw.choice(["", "Come to the room.", f"Ask {UNBROKEN}. " * 4]),
        open_to=draw.choice([None, *OpenTo]),
        access=tuple(AccessProvision) if draw.random() < 0.5 else (),
        access_note=draw.choice(["", UNBROKEN * 2]),
        references=(Reference(cited=UNBROKEN, text=f"{UNBROKEN}. {UNBROKEN}."),)
        * draw.choice([0, 1]),
        materials=(Material(title=UNBROKEN * 2, url="https://slides.example/1"),)
        * draw.choice([0, 1]),
        notices=(UNBROKEN,) * draw.choice([0, 1]),
        topics=(UNBROKEN[:60], "Bells")[: draw.choice([0, 2])],
    )
    return told, state


def _place(draw):
    return Place(
        name=draw.choice(ROOMS)[:300].strip(),
        street_address=draw.choice(["", "Lane " * 30]).strip(),
        directions=draw.choice(["", "Up the stairs. " * 12, UNBROKEN * 2]),
    )


def announce_awkward(number):
    """Announce so many awkward events for a unit with an awkward name; return their addresses.

    Needs a database; half of them stand in a series.
    """
    from termcard.institutions.actions import add_organisation
    from termcard.people.actions import local_operator
    from termcard.programme import actions

    operator = local_operator()
    university = add_organisation(name="Awkward", slug="awkward", kind="institution", by=operator)
    name = f"Centre for the {'Study of ' * 14}{UNBROKEN[:30]}"
    unit = add_organisation(name=name, slug="unit", parent=university, by=operator)
    series = actions.add_series(title="Seminar " * 20, slug="seminar", host=unit, by=operator)
    addresses = []
    for seed in range(number):
        told, state = awkward_event(seed)
        event = actions.announce_event(
            told, host=unit, series=series if seed % 2 else None, by=operator
        )
        _then(state, event, told, operator)
        addresses.append(event.get_absolute_url())
    return addresses


def _then(state, event, told, operator):
    """Let become of an event what is to become of it, where it can."""
    from termcard.programme import actions

    if state in ("cancelled", "postponed"):
        call_off = {"cancelled": actions.cancel_event, "postponed": actions.postpone_event}
        call_off[state](event, by=operator, note=f"The speaker is ill. {UNBROKEN}")
    elif state == "moved" and told.sessions:
        later = tuple(
            dataclasses.replace(
                each,
                starts_on=each.starts_on + timedelta(days=1),
                ends_on=each.ends_on and each.ends_on + timedelta(days=1),
            )
            for each in told.sessions
        )
        actions.amend_event(event, dataclasses.replace(told, sessions=later), by=operator)
    elif state == "elsewhere" and told.place:
        moved = dataclasses.replace(told, place=Place(name=f"Hall {UNBROKEN}"))
        actions.amend_event(event, moved, by=operator)


def printed(seed):
    """Return an announcement as sheets print it: in every state, with a host, an address."""
    from termcard.announcements.announcement import Earlier, Named

    told, state = awkward_event(seed)
    was = {
        "moved": Earlier(starts=datetime(2026, 12, 2, 13)),
        "elsewhere": Earlier(place=f"Hall {UNBROKEN}"),
    }
    status = {"cancelled": Status.CANCELLED, "postponed": Status.POSTPONED}
    return dataclasses.replace(
        told,
        url="https://events.example/events/k3x9m2ab-" + "words-" * (seed % 9),
        host=Named(name=("History", f"Centre for {UNBROKEN}", "Study of " * 12)[seed % 3].strip()),
        series=Named(name="Seminar " * (seed % 12)) if seed % 2 else None,
        status=status.get(state, told.status),
        status_note="Note " * (seed % 40),
        earlier=(was[state],) if state in was else (),
        is_full=state == "full",
    )


# Returns what is wider than the window, and what shows less than it says. Tables may scroll.
RUNS_OVER = """() => {
  const said = each => `${each.tagName.toLowerCase()}.${each.className}: `
    + each.textContent.trim().slice(0, 40);
  const found = [];
  const cut = each => getComputedStyle(each).clipPath !== "none";
  const heads = [...document.querySelectorAll("thead")];
  const unseen = each => heads.some(head => head.contains(each) && cut(head))
    || each.closest(".hidden, .skip, .unseen, [hidden], option, script, style");
  for (const each of document.querySelectorAll("body, body *")) {
    if (unseen(each) || !each.checkVisibility()) continue;
    const box = each.getBoundingClientRect();
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`over: ${said(each)}`);
    const style = getComputedStyle(each);
    if (style.overflowX === "visible" || /^(INPUT|SELECT|TEXTAREA)$/.test(each.tagName)) continue;
    if (style.clipPath !== "none") continue;
    const clamped = style.webkitLineClamp !== "none";
    if (each.scrollWidth > each.clientWidth + 1) found.push(`clipped: ${said(each)}`);
    if (!clamped && each.clientHeight && each.scrollHeight > each.clientHeight + 2
      && style.overflowY === "hidden") found.push(`clipped below: ${said(each)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  return found.slice(0, 5);
}"""
# Returns {edge: the first row of a picture with ink in its outer edge, or -1; hidden: how many
# dots of it another picture lacks}.
LOOKED_AT = """async ({picture, other, left, right, top, bottom}) => {
  const dots = async address => {
    const image = await createImageBitmap(await (await fetch(address)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.getContext("2d").getImageData(0, 0, image.width, image.height);
  };
  const {data, width, height} = await dots(picture);
  const shown = (await dots(other)).data;
  const shade = (x, y) => [0, 1, 2].map(part => data[(y * width + x) * 4 + part]).join();
  const plain = (y, from, to) => {
    for (let x = from + 1; x < to; x++) if (shade(x, y) !== shade(from, y)) return false;
    return true;
  };
  let hidden = 0, edge = -1;
  for (let at = 0; at < data.length; at += 4) if (Math.abs(data[at] - shown[at]) > 60) hidden++;
  for (let y = 0; y < height && edge < 0; y++) {
    const inside = y >= top && y < height - bottom;
    if (inside ? !plain(y, width - right, width) || !plain(y, 0, left) : !plain(y, left, width))
      edge = y;
  }
  return {edge, hidden};
}"""
