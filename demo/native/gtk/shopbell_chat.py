#!/usr/bin/env python3
"""The chat in a WebView of WebKitGTK, as an app has it: the script-message API is the one of WKWebView.

    python3 shopbell_chat.py https://chat.example.com demo

Needs Debian's python3-gi, gir1.2-gtk-3.0 and gir1.2-webkit2-4.1.
"""

import json
import sys
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, Gio, GLib, Gtk, WebKit2  # noqa: E402


def origin(address):
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


class Keep:
    """What outlives the WebView's own storage. An app takes the keychain; here it is a file of the user's alone."""

    def __init__(self, path):
        self.path = Path(path)

    def read(self):
        return self.path.read_text() if self.path.exists() else None

    def write(self, token):
        if token is None:
            self.path.unlink(missing_ok=True)
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        self.path.write_text(token)


class Chat:
    """One WebView with the chat, and both directions of its bridge."""

    def __init__(self, server, shop, keep, init=None, open_url=None, on_message=None, on_close=None):
        self.server = server
        self.keep = keep
        self.init = init or {}
        self.open_url = open_url or (lambda url: Gio.AppInfo.launch_default_for_uri(url, None))
        self.on_message = on_message or (lambda message: None)
        self.on_close = on_close or (lambda: None)

        manager = WebKit2.UserContentManager()
        manager.connect("script-message-received::shopbell", self.received)
        manager.register_script_message_handler("shopbell")
        # Nothing is kept in the WebView: the app has the token.
        self.view = WebKit2.WebView(
            web_context=WebKit2.WebContext.new_ephemeral(), user_content_manager=manager
        )
        self.view.connect("decide-policy", self.decide)
        self.view.connect("web-process-terminated", lambda *_: self.view.reload())
        # Neither a token nor anything of a person stands in the address.
        self.view.load_uri(f"{server}/chat?{urlencode({'shop': shop})}")

    def received(self, _manager, result):
        # WebKitGTK does not say which frame has spoken. The page's policy allows none, and only its origin is heard.
        if origin(self.view.get_uri() or "") != origin(self.server):
            return
        message = json.loads(result.get_js_value().to_string())
        kind, payload = message["type"], message["payload"]
        if kind == "ready":
            token = self.keep.read()
            self.send("init", {**self.init, **({"session": token} if token else {})}, replyTo=message.get("id"))
        elif kind == "session":
            self.keep.write(payload["token"])
        elif kind == "open_url":
            self.open_url(payload["url"])
        elif kind == "close":
            self.on_close()
        elif kind == "error":
            print(f"chat: {payload['code']}: {payload['message']}", file=sys.stderr)
        self.on_message(message)

    def send(self, kind, payload, **marks):
        message = json.dumps({"shopbell": 1, "type": kind, "payload": payload, **marks})
        # The encoder a second time makes the text a literal: no quote in it ends the script.
        self.view.evaluate_javascript(f"Shopbell.fromNative({json.dumps(message)})", -1, None, None, None, None)

    def decide(self, _view, decision, kind):
        if kind == WebKit2.PolicyDecisionType.RESPONSE:
            return False
        address = decision.get_navigation_action().get_request().get_uri()
        at_home = origin(address) == origin(self.server) and urlsplit(address).path == "/chat"
        if kind == WebKit2.PolicyDecisionType.NAVIGATION_ACTION and at_home:
            return False
        decision.ignore()
        if urlsplit(address).scheme in ("http", "https"):
            self.open_url(address)
        return True


def main(server, shop):
    window = Gtk.Window(default_width=420, default_height=760)
    keep = Keep(Path(GLib.get_user_data_dir()) / "shopbell-chat" / "session")
    bar = Gtk.HeaderBar(title="Chat", show_close_button=True)
    back = Gtk.Button.new_from_icon_name("go-previous-symbolic", Gtk.IconSize.BUTTON)
    bar.pack_start(back)
    window.set_titlebar(bar)

    def heard(message):
        if message["type"] == "unread":
            count = message["payload"]["count"]
            bar.set_title(f"Chat ({count})" if count else "Chat")

    chat = Chat(server, shop, keep, on_message=heard, on_close=window.close)
    back.connect("clicked", lambda _: chat.send("command", {"name": "back"}))

    def seen(_window, event):
        hidden = event.new_window_state & Gdk.WindowState.ICONIFIED
        chat.send("lifecycle", {"state": "background" if hidden else "active"})

    window.connect("window-state-event", seen)
    window.connect("destroy", Gtk.main_quit)
    window.add(chat.view)
    window.show_all()
    Gtk.main()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: shopbell_chat.py SERVER SHOP")
    main(sys.argv[1].rstrip("/"), sys.argv[2])
