# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole task of the agenda by keyboard alone, as an assistive technology sees it: find
the next COPIL, move it a week, cancel three CABs of August with one reason, undo both; then
an emergency change opened from the week of the CABs."""
import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time

debug = os.environ.pop("G_DEBUG", "")  # the program's: a warning of the library that looks at it is no fault
import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

program, cli = sys.argv[1:]
WAIT = 180  # seconds, for a slow machine; nothing waits when it need not
KEYS = {"Escape": 0xff1b, "Return": 0xff0d, "Delete": 0xffff, "Page_Down": 0xff56, "Right": 0xff53, "space": 0x20,
        "Tab": 0xff09, "Home": 0xff50, "Insert": 0xff63, "Control": 0xffe3, "Alt": 0xffe9, "minus": 0x2d}


class Keyboard:
    """Keys typed through the X server, into the only window."""

    def __init__(self):
        self.x, self.test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))

    def focus(self):
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children, geometry = ctypes.POINTER(ctypes.c_ulong)(), [ctypes.c_int() for _ in range(6)]
        self.x.XQueryTree(self.display, ctypes.c_ulong(self.x.XDefaultRootWindow(self.display)), ctypes.byref(root),
                          ctypes.byref(parent), ctypes.byref(children), ctypes.byref(count))
        largest = (0, 0)
        for window in [children[i] for i in range(count.value)]:
            self.x.XGetGeometry(self.display, ctypes.c_ulong(window), ctypes.byref(root), *map(ctypes.byref, geometry))
            largest = max(largest, (geometry[2].value * geometry[3].value, window))
        self.x.XSetInputFocus(self.display, ctypes.c_ulong(largest[1]), 1, ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)

    def press(self, *names):
        codes = [self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(KEYS.get(name) or ord(name))) for name in names]
        for code in codes:
            self.test.XTestFakeKeyEvent(self.display, code, 1, ctypes.c_ulong(0))
        for code in reversed(codes):
            self.test.XTestFakeKeyEvent(self.display, code, 0, ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)
        time.sleep(0.05)

    def point(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, -1, int(x), int(y), ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)
        time.sleep(0.05)

    def button(self, number, down):
        self.test.XTestFakeButtonEvent(self.display, number, int(down), ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)
        time.sleep(0.05)

    def zoom_in(self):
        """Ctrl and a notch of the wheel."""
        control = self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(KEYS["Control"]))
        self.test.XTestFakeKeyEvent(self.display, control, 1, ctypes.c_ulong(0))
        self.button(4, True)
        self.button(4, False)
        self.test.XTestFakeKeyEvent(self.display, control, 0, ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)

    def type(self, text):
        for character in text:
            self.press(character)


def walk(accessible):
    yield accessible
    for i in range(accessible.get_child_count()):
        child = accessible.get_child_at_index(i)
        if child is not None:
            yield from walk(child)


def find(condition):
    application.clear_cache()  # what it says of children and focus lags behind
    for accessible in walk(application):
        try:
            if condition(accessible):
                return accessible
        except GLib.Error:  # gone meanwhile
            continue
    return None


def has_state(accessible, state):
    return accessible.get_state_set().contains(state)


def wait(get):
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        try:
            value = get()
        except GLib.Error:
            value = None
        if value:
            return value
        time.sleep(0.1)
    return None


def focused():
    return find(lambda a: has_state(a, Atspi.StateType.FOCUSED))


def focused_name():
    return (lambda a: a.get_name() if a else "")(focused())


def focus_is(text):
    """Waits for the focus to be on what is called so, on a list item or an entry."""
    return wait(lambda: (lambda a: a is not None and text in a.get_name() and a)(focused()))


def says(text):
    """Waits for a label on screen to say so."""
    return wait(lambda: find(lambda a: a.get_role() == Atspi.Role.LABEL and text in a.get_name()
                             and has_state(a, Atspi.StateType.SHOWING)))


def shows(role, name):
    return find(lambda a: a.get_role() == role and a.get_name() == name and has_state(a, Atspi.StateType.SHOWING))


def extents(name):
    """Where a list item is in the window: x, y, width, height."""
    item = find(lambda a: a.get_role() == Atspi.Role.LIST_ITEM and name in a.get_name())
    box = item.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    return box.x, box.y, box.width, box.height


def settled(name):
    """Where it is once two looks agree: what the wheel asked for arrives over some frames."""
    seen = [None, extents(name)]
    while seen[0] != seen[1]:
        time.sleep(0.2)
        seen = [seen[1], extents(name)]
    return seen[1]


def drag(name, sentence):
    """Drags a list item to the right until the page says so. How many pixels that takes
    follows from the zoom, and a day further the sentence is another."""
    x, y, width, height = settled(name)
    keyboard.point(x + width / 2, y + height / 2)
    keyboard.button(1, True)
    for step in range(1, 100):
        keyboard.point(x + width / 2 + step * 8, y + height / 2)
        if find(lambda a: a.get_role() == Atspi.Role.LABEL and sentence in a.get_name()):
            return
    check(False, f"a drag says {sentence}")


def listed(*arguments):
    result = subprocess.run([cli, "--json", "--database", database, "--today", "2028-03-08", *arguments],
                            capture_output=True, text=True, check=True)
    return json.loads(result.stdout)


def meetings(body, first, last):
    return [(m["start"][:16], m["state"]) for m in listed("meetings", "list", "--body", body, "--from", first, "--to", last)]


number = 0


def check(good, what):
    global number
    number += 1
    print("ok" if good else "not ok", number, "-", what, flush=True)
    if not good:
        on = application and focused()
        print("# the focus is on", on and (on.get_role_name(), on.get_name()), "; the program", process.poll() or "runs")
        print(f"1..{number}")
        sys.exit()  # what follows builds on it


# Of the test's own session: the display may name another's.
bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
os.environ["AT_SPI_BUS_ADDRESS"] = bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None,
                                                 None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
with tempfile.TemporaryDirectory() as folder:
    database = os.path.join(folder, "gouvernail", "demonstration.gvn")
    environment = os.environ | {"XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "GTK_A11Y": "atspi",
                                "G_DEBUG": debug}
    Atspi.init()
    desktop = Atspi.get_desktop(0)
    desktop.get_child_count()  # the registry runs before the application looks for it
    process = subprocess.Popen([program, "--demo"], env=environment)
    try:
        application = wait(lambda: next((a for a in (desktop.get_child_at_index(i)
                                                     for i in range(desktop.get_child_count()))
                                         if a is not None and a.get_process_id() == process.pid), None))
        keyboard = Keyboard()
        check(application is not None and focus_is("Chef de service"), "the application asks who the user is")
        keyboard.focus()
        keyboard.press("Escape")
        wait(lambda: "Chef de service" not in (lambda a: a.get_name() if a else "")(focused()))
        before = meetings("COPIL", "2028-03-08", "2028-03-31")
        cabs = meetings("CAB-AESN", "2028-08-01", "2028-08-31")

        keyboard.press("Alt", "3")
        check(wait(lambda: shows(Atspi.Role.BUTTON, "Today")), "Alt+3 opens the agenda")
        keyboard.press("Control", "f")
        keyboard.type("COPIL 2028-03-16")
        keyboard.press("Return")
        check(focus_is("(COPIL), Thursday 16 March 2028, 14:00"), "Ctrl+F finds the next COPIL")
        keyboard.press("Page_Down")
        check(says("Thursday 23 March 2028, 14:00: COPIL"), "Page Down tells what a week later would do")
        check(meetings("COPIL", "2028-03-08", "2028-03-31") == before, "and stores nothing")
        keyboard.press("Return")
        wait(lambda: meetings("COPIL", "2028-03-08", "2028-03-31") != before)
        check(meetings("COPIL", "2028-03-08", "2028-03-31") == [("2028-03-23T14:00", "moved")], "Enter moves it")

        keyboard.press("Control", "f")
        keyboard.press("Control", "a")
        keyboard.type("CAB-AESN 2028-08")
        keyboard.press("Return")
        for day in (1, 8, 22):  # the 15th is a holiday
            check(focus_is(f"(CAB-AESN), Tuesday {day} August 2028"), f"the CAB of {day} August")
            keyboard.press("space")
            keyboard.press("Control", "Right")
        check(says("3 selected"), "Space selects three of them")
        keyboard.press("Delete")
        check(focus_is("Reason"), "Delete asks for one reason")
        keyboard.type("vacances")
        keyboard.press("Control", "Return")
        wait(lambda: meetings("CAB-AESN", "2028-08-01", "2028-08-31") != cabs)
        cancelled = [m for m in meetings("CAB-AESN", "2028-08-01", "2028-08-31") if m[1] == "cancelled"]
        check(len(cancelled) == 3, "and cancels them together")
        wait(lambda: not find(lambda a: a.get_name() == "Reason"))  # the dialog is gone

        keyboard.press("Control", "z")
        wait(lambda: meetings("CAB-AESN", "2028-08-01", "2028-08-31") == cabs)
        check(meetings("CAB-AESN", "2028-08-01", "2028-08-31") == cabs, "one undo brings the three back")
        keyboard.press("Control", "z")
        wait(lambda: meetings("COPIL", "2028-03-08", "2028-03-31") == before)
        check(meetings("COPIL", "2028-03-08", "2028-03-31") == before, "and one more the COPIL")

        keyboard.press("Alt", "6")
        check(wait(lambda: shows(Atspi.Role.BUTTON, "Next Week")), "Alt+6 opens the CABs")
        first = "New eCAB for Agence de l’eau Adour-Garonne"
        for _ in range(30):
            on = focused_name()
            keyboard.press("Tab")
            if wait(lambda: focused_name() != on) and first in focused_name():
                break
        check(focus_is(first), "Tab comes to the first perimeter")
        keyboard.press("Right")
        check(focus_is("New eCAB for Agence de l’eau Artois-Picardie"), "an arrow to the next one")
        keyboard.press("Page_Down")
        check(says("Week 11: 13 – 19 March 2028"), "Page Down to the next week")
        keyboard.press("Home")
        check(says("Week 10: 6 – 12 March 2028"), "Home to today's")
        keyboard.press("Insert")
        check(focus_is("Subject"), "Insert asks what a new eCAB is about")
        keyboard.type("portail")
        keyboard.press("Return")
        check(wait(lambda: [c["subject"] for c in listed("ecab", "list", "--perimeter", "AEAP", "--state", "waiting")]
                   == ["portail"]), "and Enter opens it in the perimeter of the focus")
        wait(lambda: not find(lambda a: a.get_name() == "Subject"))
        keyboard.press("Alt", "3")
        wait(lambda: shows(Atspi.Role.BUTTON, "Today"))

        copil = "(COPIL), Thursday 16 March 2028"
        keyboard.press("Control", "f")
        keyboard.press("Control", "a")
        keyboard.type("COPIL 2028-03-16")
        keyboard.press("Return")
        focus_is(copil)
        x, y, width, height = extents(copil)
        keyboard.point(x + width, y + height)
        for _ in range(8):
            keyboard.zoom_in()
        check(wait(lambda: extents(copil)[2] >= 3 * width), "Ctrl and the wheel zoom")
        drag(copil, "Friday 17 March 2028, 14:00: COPIL")
        check(True, "a drag tells what the drop would do")
        keyboard.press("Escape")
        keyboard.button(1, False)
        check(wait(lambda: not find(lambda a: "17 March 2028, 14:00: COPIL" in a.get_name()))
              and meetings("COPIL", "2028-03-08", "2028-03-31") == before, "and Escape drops nothing")
    finally:
        process.terminate()
        process.wait()
print(f"1..{number}")
