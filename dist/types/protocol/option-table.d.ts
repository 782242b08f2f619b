/** Who may decide about consent; each but the first is a part, `src/widget/consent/<name>.ts`. */
export declare const CONSENT_SOURCES: readonly ['manual', 'auto', 'google', 'tcf', 'cookiebot', 'onetrust', 'usercentrics', 'cookieyes', 'axeptio', 'didomi', 'shopify'];
/**
 * Every option of the widget: the one table that validation, types, docs, the tag manager's template and the settings
 * page follow. As an attribute `fooBar` is `data-foo-bar`; in the script's address it is `foo_bar`, `foo-bar` or `fooBar`.
 */
export declare const OPTION_TABLE: {
    readonly shop: {
        readonly kind: {
            readonly is: 'text';
            readonly maxLength: 63;
            readonly pattern: RegExp;
        };
        readonly changes: 'never';
        readonly meaning: 'The merchant’s public key. Required.';
    };
    readonly clientId: {
        readonly legacy: 'external_id';
        readonly kind: {
            readonly is: 'text';
            readonly maxLength: 200;
        };
        readonly secret: true;
        readonly changes: 'next';
        readonly meaning: 'The shopper’s id in the merchant’s own system. A label until `clientToken` proves it; empty counts as absent. `identify` changes it at once.';
    };
    readonly clientToken: {
        readonly kind: {
            readonly is: 'text';
            readonly maxLength: 4000;
        };
        readonly secret: true;
        readonly changes: 'next';
        readonly meaning: 'A JWT (HS256, signed with the shop’s secret, `sub` = `clientId`) that proves `clientId`. `identify` changes it at once.';
    };
    readonly country: {
        readonly legacy: 'country';
        readonly kind: {
            readonly is: 'country';
        };
        readonly meaning: 'ISO 3166-1 alpha-2 country of the shopper or site, any case; `UK` is read as `GB`. Selects flow, greeting, hours, catalogue and currency.';
    };
    readonly locale: {
        readonly kind: {
            readonly is: 'locale';
        };
        readonly meaning: 'BCP 47 language of widget and bot. Default: the page’s `lang`, then the browser’s, then the shop’s. A language that the widget does not speak is replaced by the shop’s, then by English. An open panel keeps its language until the next page.';
    };
    readonly flowRef: {
        readonly legacy: 'ref';
        readonly kind: {
            readonly is: 'text';
            readonly maxLength: 200;
        };
        readonly changes: 'next';
        readonly meaning: 'Starts that flow instead of the default greeting; `NAME::ARG::ARG` passes arguments. The command `flow` changes it at once.';
    };
    readonly widgetState: {
        readonly legacy: 'widget_state';
        readonly kind: {
            readonly is: 'choice';
            readonly values: readonly ["welcome", "chat", "close"];
        };
        readonly shop: 'value';
        readonly changes: 'next';
        readonly meaning: 'State at load: greeting bubble, open panel, or icon only. Default: the last known state, `welcome` on a first visit.';
    };
    readonly closeDelay: {
        readonly legacy: 'delay_close';
        readonly kind: {
            readonly is: 'number';
            readonly max: 86400;
            readonly unit: 'seconds';
        };
        readonly default: 0;
        readonly shop: 'value';
        readonly changes: 'next';
        readonly meaning: 'How long the greeting bubble stays; 0 = until it is dismissed.';
    };
    readonly minimizable: {
        readonly legacy: 'minimizable';
        readonly kind: {
            readonly is: 'boolean';
        };
        readonly default: true;
        readonly shop: 'value';
        readonly meaning: 'Whether the shopper can reduce the open panel. Without it there is no minimise button, the launcher is gone while the panel is open, Escape does not close it and `close()` is refused.';
    };
    readonly cookieTTL: {
        readonly legacy: 'cookie_ttl';
        readonly kind: {
            readonly is: 'number';
            readonly max: 400;
            readonly unit: 'days';
        };
        readonly default: 365;
        readonly meaning: 'Lifetime of the widget’s cookies, renewed at each visit; 0 = session cookies.';
    };
    readonly cookieConsent: {
        readonly legacy: 'cookie_consent';
        readonly kind: {
            readonly is: 'choice';
            readonly values: readonly [0, 1, 2, 3];
        };
        readonly default: 0;
        readonly meaning: 'Bit mask: 1 personalisation, 2 analytics. Where the browser asks for privacy (`navigator.globalPrivacyControl`), 2 counts as not granted.';
    };
    readonly welcomeMessage: {
        readonly legacy: 'welcome_message';
        readonly kind: {
            readonly is: 'text';
            readonly maxLength: 300;
        };
        readonly shop: 'own';
        readonly meaning: 'Replaces the greeting bubble’s text. Default: the flow’s own greeting.';
    };
    readonly position: {
        readonly kind: {
            readonly is: 'object';
            readonly fields: {
                readonly corner: {
                    readonly kind: {
                        readonly is: 'choice';
                        readonly values: readonly ["bottom-right", "bottom-left", "top-right", "top-left"];
                    };
                    readonly default: 'bottom-right';
                    readonly meaning: 'The corner of the window.';
                };
                readonly x: {
                    readonly kind: {
                        readonly is: 'number';
                        readonly max: 1000;
                        readonly unit: 'pixels';
                    };
                    readonly meaning: 'From the side of the window. Default: 20, on phones 16.';
                };
                readonly y: {
                    readonly kind: {
                        readonly is: 'number';
                        readonly max: 1000;
                        readonly unit: 'pixels';
                    };
                    readonly meaning: 'From its upper or lower edge. Default: 20, on phones 16.';
                };
                readonly phone: {
                    readonly kind: {
                        readonly is: 'object';
                        readonly fields: {
                            readonly x: {
                                readonly kind: {
                                    readonly is: 'number';
                                    readonly max: 1000;
                                    readonly unit: 'pixels';
                                };
                                readonly meaning: 'The same on phones.';
                            };
                            readonly y: {
                                readonly kind: {
                                    readonly is: 'number';
                                    readonly max: 1000;
                                    readonly unit: 'pixels';
                                };
                                readonly meaning: 'The same on phones.';
                            };
                        };
                    };
                    readonly meaning: 'Offsets of their own on phones.';
                };
                readonly zIndex: {
                    readonly kind: {
                        readonly is: 'number';
                        readonly max: 2147483647;
                        readonly whole: true;
                    };
                    readonly meaning: 'Layer of the page. Default: the highest.';
                };
                readonly inline: {
                    readonly kind: {
                        readonly is: 'text';
                        readonly maxLength: 300;
                    };
                    readonly changes: 'never';
                    readonly meaning: 'Selector of the element that holds the open panel, without a launcher.';
                };
            };
            readonly short: 'corner';
        };
        readonly shop: 'value';
        readonly meaning: 'Where the widget stands: a corner, or an object with the fields below.';
    };
    readonly appearance: {
        readonly kind: {
            readonly is: 'object';
            readonly fields: {
                readonly accent: {
                    readonly kind: {
                        readonly is: 'colour';
                    };
                    readonly default: '#1f5b4c';
                    readonly meaning: 'The merchant’s colour.';
                };
                readonly theme: {
                    readonly kind: {
                        readonly is: 'choice';
                        readonly values: readonly ["light", "dark", "auto"];
                    };
                    readonly default: 'auto';
                    readonly meaning: 'Light, dark, or as the device is.';
                };
                readonly radius: {
                    readonly kind: {
                        readonly is: 'number';
                        readonly max: 2;
                    };
                    readonly default: 1;
                    readonly meaning: 'Corner rounding: 0 sharp, 1 soft, 1.35 round.';
                };
                readonly launcher: {
                    readonly kind: {
                        readonly is: 'choice';
                        readonly values: readonly ["icon", "text"];
                    };
                    readonly default: 'icon';
                    readonly meaning: 'The bell alone, or with `launcherText`.';
                };
                readonly launcherText: {
                    readonly kind: {
                        readonly is: 'text';
                        readonly maxLength: 40;
                    };
                    readonly meaning: 'Words beside the bell.';
                };
                readonly launcherIcon: {
                    readonly kind: {
                        readonly is: 'choice';
                        readonly values: readonly ["bell", "chat", "question"];
                    };
                    readonly meaning: 'What the launcher shows; the bell unless said otherwise.';
                };
                readonly logo: {
                    readonly kind: {
                        readonly is: 'address';
                    };
                    readonly meaning: 'Picture in the panel’s head.';
                };
                readonly title: {
                    readonly kind: {
                        readonly is: 'text';
                        readonly maxLength: 80;
                    };
                    readonly meaning: 'Title of the panel before the first message.';
                };
                readonly font: {
                    readonly kind: {
                        readonly is: 'choice';
                        readonly values: readonly ["system", "inherit"];
                    };
                    readonly default: 'system';
                    readonly meaning: 'The device’s font, or the page’s.';
                };
            };
        };
        readonly shop: 'own';
        readonly meaning: 'How it looks, field by field over the shop’s settings.';
    };
    readonly dataLayer: {
        readonly kind: {
            readonly is: 'boolean';
        };
        readonly default: false;
        readonly meaning: 'Push the widget’s events, without personal data, to `window.dataLayer`.';
    };
    readonly dataLayerConsent: {
        readonly kind: {
            readonly is: 'choice';
            readonly values: readonly ["analytics"];
        };
        readonly meaning: 'With `dataLayer`: the consent without which no event is pushed. Default: none is needed.';
    };
    readonly consentSource: {
        readonly kind: {
            readonly is: 'choice';
            readonly values: readonly ["manual", "auto", "google", "tcf", "cookiebot", "onetrust", "usercentrics", "cookieyes", "axeptio", "didomi", "shopify"];
        };
        readonly default: 'manual';
        readonly meaning: 'Who decides about consent: the page, by option and command (`manual`); a tool that asks the shopper; or whichever of them the page has (`auto`). With a tool `cookieConsent` does not count, and nothing is granted before it has been answered. How each is connected: `docs/install/consent.md`.';
    };
    readonly cartSource: {
        readonly kind: {
            readonly is: 'choice';
            readonly values: readonly ["auto", "manual", "shopify", "woocommerce", "magento", "prestashop", "datalayer"];
        };
        readonly default: 'auto';
        readonly changes: 'next';
        readonly meaning: 'Where the cart comes from: that platform, the first one that is found (`auto`), or the page alone, by the `cart` command (`manual`). The command always wins.';
    };
    readonly cookieDomain: {
        readonly kind: {
            readonly is: 'text';
            readonly maxLength: 253;
            readonly pattern: RegExp;
        };
        readonly meaning: 'Domain of the cookies, to share them between subdomains.';
    };
    readonly titleBadge: {
        readonly kind: {
            readonly is: 'boolean';
        };
        readonly default: false;
        readonly shop: 'value';
        readonly meaning: 'Show the number of unread messages in the page’s title.';
    };
    readonly api: {
        readonly kind: {
            readonly is: 'text';
            readonly maxLength: 300;
            readonly pattern: RegExp;
        };
        readonly changes: 'never';
        readonly meaning: 'Origin of the server, when it is not the script’s.';
    };
};
export type OptionName = keyof typeof OPTION_TABLE;
/** The ones that a shop sets for all of its pages as they are. */
export type ShopOptionName = {
    [N in OptionName]: (typeof OPTION_TABLE)[N] extends {
        shop: 'value';
    } ? N : never;
}[OptionName];
export declare const SHOP_OPTIONS: Pick<typeof OPTION_TABLE, ShopOptionName>;
