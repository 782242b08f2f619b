"""The GTK host of demo/native with its ends in a test's hands: one JSON object a line, in and out."""

import json
import sys
import threading
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[2] / "demo/native/gtk"))
from shopbell_chat import Chat, GLib, Gtk, Keep  # noqa: E402

server, shop, kept = sys.argv[1:4]


def tell(name, value):
    print(json.dumps({name: value}), flush=True)


chat = Chat(
    server,
    shop,
    Keep(kept),
    init={"options": {"locale": "en"}},
    open_url=lambda url: tell("opened", url),
    on_message=lambda message: tell("message", message),
    on_close=lambda: tell("closed", True),
)


def answered(view, result, number):
    try:
        tell("result", {"of": number, "value": json.loads(view.evaluate_javascript_finish(result).to_json(0) or "null")})
    except GLib.Error as error:
        tell("result", {"of": number, "error": error.message})


def obey(order):
    if "send" in order:
        chat.send(*order["send"])
    elif "raw" in order:
        chat.view.evaluate_javascript(f"Shopbell.fromNative({json.dumps(order['raw'])})", -1, None, None, None, None)
    else:
        chat.view.evaluate_javascript(order["run"], -1, None, None, None, answered, order["number"])
    return False


def read():
    for line in sys.stdin:
        GLib.idle_add(obey, json.loads(line))
    GLib.idle_add(Gtk.main_quit)


threading.Thread(target=read, daemon=True).start()
window = Gtk.Window(default_width=390, default_height=780)
window.add(chat.view)
window.show_all()
Gtk.main()
