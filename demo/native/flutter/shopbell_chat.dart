import 'dart:convert';

import 'package:flutter/widgets.dart';
import 'package:flutter_secure_storage/flutter_secure_storage.dart';
import 'package:url_launcher/url_launcher.dart';
import 'package:webview_flutter/webview_flutter.dart';

/// The chat in a WebView of Flutter, on both platforms. The core API runs no script at document start: everything is said
/// after `ready`, and the page waits for it.
class ShopbellChat extends StatefulWidget {
  const ShopbellChat({super.key, required this.server, required this.shop, required this.onClose, this.onUnread});

  /// Such as `https://chat.example.com`.
  final Uri server;
  final String shop;
  final VoidCallback onClose;
  final ValueChanged<int>? onUnread;

  @override
  State<ShopbellChat> createState() => _ShopbellChatState();
}

class _ShopbellChatState extends State<ShopbellChat> with WidgetsBindingObserver {
  static const _keep = FlutterSecureStorage();
  static const _outside = {'http', 'https', 'mailto', 'tel'};
  late final WebViewController _view;

  String get _key => 'shopbell.session.${widget.shop}';

  @override
  void initState() {
    super.initState();
    WidgetsBinding.instance.addObserver(this);
    // Neither a token nor anything of a person stands in the address.
    final page = widget.server.replace(path: '/chat', queryParameters: {'shop': widget.shop});
    _view = WebViewController()
      ..setJavaScriptMode(JavaScriptMode.unrestricted)
      ..addJavaScriptChannel('shopbellNative', onMessageReceived: (message) => _received(message.message))
      ..setNavigationDelegate(NavigationDelegate(onNavigationRequest: (request) {
        final url = Uri.parse(request.url);
        // The channel is in every frame and knows no origins: no other page ever comes into this view.
        if (url.origin == widget.server.origin && url.path == '/chat') return NavigationDecision.navigate;
        _open(url);
        return NavigationDecision.prevent;
      }))
      ..loadRequest(page);
  }

  @override
  void dispose() {
    WidgetsBinding.instance.removeObserver(this);
    super.dispose();
  }

  @override
  void didChangeAppLifecycleState(AppLifecycleState state) {
    final seen = switch (state) {
      AppLifecycleState.resumed => 'active',
      AppLifecycleState.inactive => 'inactive',
      _ => 'background',
    };
    _send('lifecycle', {'state': seen});
  }

  Future<void> _received(String text) async {
    final envelope = jsonDecode(text) as Map<String, dynamic>;
    final payload = envelope['payload'] as Map<String, dynamic>;
    switch (envelope['type']) {
      case 'ready':
        final session = await _keep.read(key: _key);
        if (!mounted) return;
        final room = MediaQuery.of(context).viewPadding;
        _send('init', {
          if (session != null) 'session': session,
          'insets': {'top': room.top, 'bottom': room.bottom, 'left': room.left, 'right': room.right},
        }, replyTo: envelope['id'] as String?);
      case 'session':
        await _keep.write(key: _key, value: payload['token'] as String?);
      case 'open_url':
        await _open(Uri.parse(payload['url'] as String));
      case 'close':
        widget.onClose();
      case 'unread':
        widget.onUnread?.call(payload['count'] as int);
      case 'error':
        debugPrint('chat: ${payload['code']}: ${payload['message']}');
    }
  }

  void _send(String type, Map<String, Object?> payload, {String? replyTo}) {
    final text = jsonEncode({'shopbell': 1, 'type': type, 'payload': payload, if (replyTo != null) 'replyTo': replyTo});
    // The encoder a second time makes the text a literal; the two line ends that old engines refuse in it are escaped.
    final literal = jsonEncode(text).replaceAll('\u2028', r'\u2028').replaceAll('\u2029', r'\u2029');
    _view.runJavaScript('window.Shopbell && Shopbell.fromNative && Shopbell.fromNative($literal)');
  }

  Future<void> _open(Uri url) async {
    if (_outside.contains(url.scheme)) await launchUrl(url, mode: LaunchMode.externalApplication);
  }

  @override
  Widget build(BuildContext context) => PopScope(
        canPop: false,
        // Back closes what is open in the chat; when nothing is, the page answers with `close`.
        onPopInvokedWithResult: (didPop, _) => didPop ? null : _send('command', {'name': 'back'}),
        child: WebViewWidget(controller: _view),
      );
}
