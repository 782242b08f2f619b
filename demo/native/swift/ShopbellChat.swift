import Security
import UIKit
import WebKit

/// The chat in a WKWebView. Present it, or push it onto a navigation controller.
final class ShopbellChat: UIViewController, WKNavigationDelegate, WKUIDelegate {
    private let server: URL
    private let shop: String
    private let session: SessionKeep
    private lazy var webView = makeWebView()

    /// Called when the page needs a new proof of who is signed in; answer with `identify(token:)`.
    var onNeedToken: () -> Void = {}
    var onUnread: (Int) -> Void = { _ in }

    init(server: URL, shop: String) {
        self.server = server
        self.shop = shop
        session = SessionKeep(account: shop)
        super.init(nibName: nil, bundle: nil)
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) { fatalError("made in code") }

    override func loadView() { view = webView }

    override func viewDidLoad() {
        super.viewDidLoad()
        // Neither a token nor anything of a person stands in the address.
        var page = URLComponents(url: server.appendingPathComponent("chat"), resolvingAgainstBaseURL: false)!
        page.queryItems = [URLQueryItem(name: "shop", value: shop)]
        webView.load(URLRequest(url: page.url!))
        let center = NotificationCenter.default
        for (name, state) in [
            (UIApplication.didBecomeActiveNotification, "active"),
            (UIApplication.willResignActiveNotification, "inactive"),
            (UIApplication.didEnterBackgroundNotification, "background"),
        ] {
            center.addObserver(forName: name, object: nil, queue: .main) { [weak self] _ in
                self?.send("lifecycle", ["state": state])
            }
        }
    }

    override func viewSafeAreaInsetsDidChange() {
        super.viewSafeAreaInsetsDidChange()
        sendInsets()
    }

    func identify(token: String?) { send("identify", ["token": token ?? NSNull()]) }

    func register(pushToken: Data, sandbox: Bool) {
        let hex = pushToken.map { String(format: "%02x", $0) }.joined()
        let app = Bundle.main.bundleIdentifier ?? ""
        send("push_token", ["platform": "apns", "token": hex, "env": sandbox ? "sandbox" : "prod", "app": app])
    }

    private func makeWebView() -> WKWebView {
        let configuration = WKWebViewConfiguration()
        configuration.userContentController.add(WeakHandler { [weak self] in self?.received($0) }, name: "shopbell")
        configuration.allowsInlineMediaPlayback = true
        let webView = WKWebView(frame: .zero, configuration: configuration)
        webView.navigationDelegate = self
        webView.uiDelegate = self
        webView.scrollView.contentInsetAdjustmentBehavior = .never
        return webView
    }

    private func received(_ message: WKScriptMessage) {
        let frame = message.frameInfo
        guard frame.isMainFrame, frame.securityOrigin.host == server.host, let text = message.body as? String,
            let envelope = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
            let payload = envelope["payload"] as? [String: Any]
        else { return }
        switch envelope["type"] as? String {
        case "ready":
            send("init", session.token.map { ["session": $0] } ?? [:], replyTo: envelope["id"] as? String)
            sendInsets()
        case "session": session.token = payload["token"] as? String
        case "open_url": if let text = payload["url"] as? String, let url = URL(string: text) { open(url) }
        case "close": dismiss(animated: true)
        case "unread": onUnread(payload["count"] as? Int ?? 0)
        case "need_token": onNeedToken()
        case "error": NSLog("chat: %@", String(describing: payload))
        default: break // A newer server may say more.
        }
    }

    private func send(_ type: String, _ payload: [String: Any], replyTo: String? = nil) {
        var envelope: [String: Any] = ["shopbell": 1, "type": type, "payload": payload]
        envelope["replyTo"] = replyTo
        guard let data = try? JSONSerialization.data(withJSONObject: envelope) else { return }
        // An argument, never a piece of a script: there is nothing to quote.
        webView.callAsyncJavaScript(
            "Shopbell.fromNative(m)", arguments: ["m": String(decoding: data, as: UTF8.self)], in: nil, in: .page)
    }

    private func sendInsets() {
        let room = view.safeAreaInsets
        // WKWebView tells the page of its keyboard by itself.
        send("insets", ["top": room.top, "bottom": room.bottom, "left": room.left, "right": room.right])
    }

    private func open(_ url: URL) {
        guard ["http", "https", "mailto", "tel"].contains(url.scheme?.lowercased() ?? "") else { return }
        UIApplication.shared.open(url)
    }

    func webView(
        _: WKWebView, decidePolicyFor action: WKNavigationAction, decisionHandler: @escaping (WKNavigationActionPolicy) -> Void
    ) {
        let url = action.request.url
        if url?.host == server.host, url?.path == "/chat" { return decisionHandler(.allow) }
        decisionHandler(.cancel)
        if action.navigationType == .linkActivated, let url { open(url) }
    }

    func webView(
        _: WKWebView, createWebViewWith _: WKWebViewConfiguration, for action: WKNavigationAction, windowFeatures _: WKWindowFeatures
    ) -> WKWebView? {
        if let url = action.request.url { open(url) }
        return nil
    }

    func webViewWebContentProcessDidTerminate(_ webView: WKWebView) { webView.reload() }

    deinit { webView.configuration.userContentController.removeScriptMessageHandler(forName: "shopbell") }
}

/// A content controller holds its handlers strongly; without this the view would never go.
private final class WeakHandler: NSObject, WKScriptMessageHandler {
    private let handle: (WKScriptMessage) -> Void
    init(_ handle: @escaping (WKScriptMessage) -> Void) { self.handle = handle }
    func userContentController(_: WKUserContentController, didReceive message: WKScriptMessage) { handle(message) }
}

/// The session in the keychain, readable on this device alone.
private final class SessionKeep {
    private let query: [String: Any]
    init(account: String) {
        query = [
            kSecClass as String: kSecClassGenericPassword, kSecAttrService as String: "shopbell.session",
            kSecAttrAccount as String: account,
        ]
    }

    var token: String? {
        get {
            var found: CFTypeRef?
            let asked = query.merging([kSecReturnData as String: true]) { $1 }
            guard SecItemCopyMatching(asked as CFDictionary, &found) == errSecSuccess, let data = found as? Data
            else { return nil }
            return String(decoding: data, as: UTF8.self)
        }
        set {
            SecItemDelete(query as CFDictionary)
            guard let newValue else { return }
            let kept: [String: Any] = [
                kSecValueData as String: Data(newValue.utf8),
                kSecAttrAccessible as String: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
            ]
            SecItemAdd(query.merging(kept) { $1 } as CFDictionary, nil)
        }
    }
}
