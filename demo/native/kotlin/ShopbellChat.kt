package dev.shopbell.demo

import android.annotation.SuppressLint
import android.app.Activity
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.util.Log
import android.webkit.RenderProcessGoneDetail
import android.webkit.WebResourceRequest
import android.webkit.WebView
import android.webkit.WebViewClient
import androidx.activity.ComponentActivity
import androidx.activity.OnBackPressedCallback
import androidx.core.view.ViewCompat
import androidx.core.view.WindowCompat
import androidx.core.view.WindowInsetsCompat
import androidx.webkit.WebViewCompat
import androidx.webkit.WebViewFeature
import org.json.JSONObject

/** The chat in a WebView of Android. `SessionKeep` is the app's own storage (encrypted preferences, a data store). */
interface SessionKeep {
    var token: String?
}

@SuppressLint("SetJavaScriptEnabled")
class ShopbellChat(private val activity: Activity, private val server: Uri, private val shop: String, private val keep: SessionKeep) {
    var onUnread: (Int) -> Unit = {}
    var onNeedToken: () -> Unit = {}

    val view = WebView(activity).apply {
        settings.javaScriptEnabled = true
        settings.domStorageEnabled = true
        webViewClient = Client()
    }

    fun start() {
        // Without it there would be only addJavascriptInterface, which every frame can reach and which knows no origins.
        check(WebViewFeature.isFeatureSupported(WebViewFeature.WEB_MESSAGE_LISTENER)) { "WebView is too old for the chat" }
        WebViewCompat.addWebMessageListener(view, "shopbellNative", setOf(server.toString().trimEnd('/'))) {
            _, message, _, isMainFrame, _ -> if (isMainFrame) message.data?.let(::received)
        }
        ViewCompat.setOnApplyWindowInsetsListener(view) { _, all ->
            val bars = all.getInsets(WindowInsetsCompat.Type.systemBars() or WindowInsetsCompat.Type.displayCutout())
            val keyboard = all.getInsets(WindowInsetsCompat.Type.ime()).bottom
            val density = activity.resources.displayMetrics.density
            send(
                "insets",
                JSONObject(
                    mapOf(
                        "top" to bars.top / density, "bottom" to bars.bottom / density, "left" to bars.left / density,
                        "right" to bars.right / density, "keyboard" to keyboard / density,
                    ),
                ),
            )
            WindowInsetsCompat.CONSUMED
        }
        // Neither a token nor anything of a person stands in the address.
        view.loadUrl(server.buildUpon().path("/chat").appendQueryParameter("shop", shop).build().toString())
    }

    fun identify(token: String?) = send("identify", JSONObject().put("token", token ?: JSONObject.NULL))

    fun lifecycle(state: String) = send("lifecycle", JSONObject().put("state", state))

    fun back() = send("command", JSONObject().put("name", "back"))

    fun registerPush(token: String) =
        send("push_token", JSONObject().put("platform", "fcm").put("token", token).put("app", activity.packageName))

    private fun received(text: String) {
        val envelope = JSONObject(text)
        val payload = envelope.getJSONObject("payload")
        when (envelope.getString("type")) {
            "ready" -> {
                val init = JSONObject()
                keep.token?.let { init.put("session", it) }
                send("init", init, envelope.optString("id"))
                view.requestApplyInsets()
            }
            "session" -> keep.token = if (payload.isNull("token")) null else payload.getString("token")
            "open_url" -> open(Uri.parse(payload.getString("url")))
            "close" -> activity.finish()
            "unread" -> onUnread(payload.getInt("count"))
            "need_token" -> onNeedToken()
            "error" -> Log.w("Shopbell", payload.toString())
        }
    }

    private fun send(type: String, payload: JSONObject, replyTo: String? = null) {
        val envelope = JSONObject().put("shopbell", 1).put("type", type).put("payload", payload)
        if (!replyTo.isNullOrEmpty()) envelope.put("replyTo", replyTo)
        // quote() makes the text a literal of a script; the two line ends that old engines refuse in it are escaped.
        val literal = JSONObject.quote(envelope.toString()).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        view.evaluateJavascript("window.Shopbell && Shopbell.fromNative && Shopbell.fromNative($literal)", null)
    }

    private fun open(uri: Uri) {
        if (uri.scheme?.lowercase() !in setOf("http", "https", "mailto", "tel")) return
        runCatching { activity.startActivity(Intent(Intent.ACTION_VIEW, uri)) }
    }

    private inner class Client : WebViewClient() {
        override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest): Boolean {
            if (request.url.authority == server.authority && request.url.path == "/chat") return false
            if (request.isForMainFrame) open(request.url)
            return true
        }

        /** The page's process has ended: a view that is left alone would take the app with it. */
        override fun onRenderProcessGone(view: WebView, detail: RenderProcessGoneDetail): Boolean {
            activity.recreate()
            return true
        }
    }
}

/** A screen with nothing but the chat. */
class ChatActivity : ComponentActivity() {
    private lateinit var chat: ShopbellChat

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        WindowCompat.setDecorFitsSystemWindows(window, false)
        chat = ShopbellChat(this, Uri.parse("https://chat.example.com"), "demo", PreferencesKeep(this))
        setContentView(chat.view)
        // Back closes what is open in the chat; when nothing is, the page answers with `close`.
        onBackPressedDispatcher.addCallback(this, object : OnBackPressedCallback(true) {
            override fun handleOnBackPressed() = chat.back()
        })
        chat.start()
    }

    override fun onResume() = super.onResume().also { chat.lifecycle("active") }

    override fun onPause() = chat.lifecycle("inactive").also { super.onPause() }

    override fun onStop() = chat.lifecycle("background").also { super.onStop() }

    override fun onDestroy() = chat.view.destroy().also { super.onDestroy() }
}

/** Private to the app, and left out of its backups by `android:dataExtractionRules`. */
private class PreferencesKeep(activity: Activity) : SessionKeep {
    private val kept = activity.getSharedPreferences("shopbell", Activity.MODE_PRIVATE)
    override var token: String?
        get() = kept.getString("session", null)
        set(value) = kept.edit().putString("session", value).apply()
}
