___TERMS_OF_SERVICE___

By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.


___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Shopbell Chat",
  "categories": [
    "CHAT",
    "PERSONALIZATION",
    "CONVERSIONS"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "Shopbell",
    "thumbnail": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAB2lBMVEVMaXEeW0seWkweWkwfWksfWkseWksAAAAeW0sfW0seXE0fWkofV08eWkweW0wfWkwfW0sgWUwfWE4fW0seW0weWkseW0weW0seW0sdV0geWksfWkseXEwdW0seXE0fWkoeWkwdWUweWkwfWkoeWkseWksfW0seW0wcXE0gWkwdXUkeWkwfW0sdW00eW0wgXEseW0weWk0fWkz///8fW0xbh3zipkB6fkf+/v4qY1Snv7n4+vlCdWilvbc9cWS0yMP09/f7/PwoYVNeiX/m7Ov8/f00al24y8Y/cmU+cmX2+fjX4d/o7u0nYVImYFLw9PPYokF4nJOBopohW0tAc2dXhHlEdmlfin/epEBKa0lwlo3R3trJ19NljoTI1tN3m5KIqKC9z8rG1dF6npWVsarJ2NTb5eLH1tLB0c3p7+3a5OLt8fDs8fD7/Ps2bF7j6um8zsotZVeFpp3Y4+BHeGzg6OaWsquNq6SwxcA/c2ZRgHRahnsgXE2gurOpwLrq8O7e5+TC08/Q3NlKe25diX5TgXUqY1V2m5GzlEN1mpGYtK1DdWlVgnfe5+WkvLZLe29mdkizlEJmd0emj0Omj0QkXUwjXUyNhkU0Y0uPh0U1ZEppd0dreEfm7es/VYfOAAAAM3RSTlMA+dm/7L3YAdfzIUEg1ur0xD8xgMnHMsZUI+mBUz1CMH88+lLyM1G+JFc08YNWfi/aO4KqcZ7PAAAACXBIWXMAAC4jAAAuIwF4pT92AAACRUlEQVRYw+2XZ1cTQRSGB0KSTWgGpJnYsKEiIrNoQiCVJiUgoBQVFZWOSlWwK9jF3vW/upuQZHfD3NydVT/5fMqdmfc5M7N7TvYSsoF1X43Jki8iyBdMzmKiwXokU9SFpdSqzJdtFXVTZE/md28TOcjaEc9nl4tcZDhieXueyElWRfT+Us9/8ubD+15vx/jFa2kMJfJNHkyJ+910g+CLTtjgkjagfX5DAargqgcUCIQc0gzNuamKW/AWCkileuBCNPXoaWsk0np5Uf69BgoKiUlVr8xIkbbnd2LVk7NS1QAKzKRaWYZeS4nAq0R9WyofwK80sSnLU1LAfT5Ze2QfKLARUSu4qxyQLwG+RbWgs6WtJWREkIIhga/H3y4L2v09Pg5B/znFG+UeDusUNF+iGm406xG8maApdDzGC1520U3oWsAKQvN0U67PIgUNlME9nMDXxBI0LaMEzA1Quo4ReLxsgdeDEIQpwCpCsAQJriAEY5BgBCEYhQSTCMEUJJhGCIKQIIgQUJD/gn8j+AXlGxGC/kYgH9b7x5KePy04U5uO032QoI4iqGML6imK+r8nMHwE45fI8xj3GssfJuxOZfBEgkHgW/cAc+7n8QQ/gA9NJ3Pu+0A8P/CVuaiKFLPP9y0u+MJec5RYLczJTx9i+Y+fmUtypYajlK3vff+su/vd2172iv1yy1PE/xC3RJvHHP6mqyzWtjkyONu+7fHG8Rhf45mdbF3tJRznz1E13y5BXzx3j7Z/JwWFZsGGydoE866didhvsvEvi9mbydIAAAAASUVORK5CYII="
  },
  "description": "Loads the Shopbell chat on the pages of your shop, with the options that you set here.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "shop",
    "displayName": "Shop key",
    "simpleValueType": true,
    "help": "The public key of your shop, from the install page of your inbox.",
    "valueHint": "my-shop",
    "alwaysInSummary": true,
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      },
      {
        "type": "REGEX",
        "args": [
          "^[a-z0-9][a-z0-9_-]{0,62}$"
        ],
        "errorMessage": "a-z, 0-9, _ and -, up to 63 characters"
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "greeting",
    "displayName": "Greeting and language",
    "groupStyle": "ZIPPY_OPEN",
    "subParams": [
      {
        "type": "SELECT",
        "name": "widgetState",
        "displayName": "State when a page loads",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "",
            "displayValue": "As the shopper left it"
          },
          {
            "value": "welcome",
            "displayValue": "Greeting bubble"
          },
          {
            "value": "chat",
            "displayValue": "Chat open"
          },
          {
            "value": "close",
            "displayValue": "Icon only"
          }
        ],
        "simpleValueType": true,
        "defaultValue": ""
      },
      {
        "type": "TEXT",
        "name": "closeDelay",
        "displayName": "Greeting closes after",
        "simpleValueType": true,
        "help": "Empty or 0: it stays until it is dismissed.",
        "valueUnit": "seconds",
        "canBeEmptyString": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^(([0-9]{1,4}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2})(\\.[0-9]+)?|86400)$"
            ],
            "errorMessage": "0 to 86400 seconds"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "welcomeMessage",
        "displayName": "Greeting text",
        "simpleValueType": true,
        "help": "In place of the greeting that your flow has.",
        "canBeEmptyString": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^[\\s\\S]{0,300}$"
            ],
            "errorMessage": "At most 300 characters"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "flowRef",
        "displayName": "Flow",
        "simpleValueType": true,
        "help": "Starts this flow instead of the default greeting. Arguments follow after two colons.",
        "valueHint": "RETURNS::10482",
        "canBeEmptyString": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^[\\s\\S]{0,200}$"
            ],
            "errorMessage": "At most 200 characters"
          }
        ]
      },
      {
        "type": "CHECKBOX",
        "name": "minimizable",
        "checkboxText": "The shopper may reduce the open chat",
        "simpleValueType": true,
        "defaultValue": true
      },
      {
        "type": "TEXT",
        "name": "country",
        "displayName": "Country",
        "simpleValueType": true,
        "help": "Two letters. Selects greeting, opening hours, catalogue and currency.",
        "valueHint": "CA",
        "canBeEmptyString": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^[A-Za-z]{2}$"
            ],
            "errorMessage": "Two letters, such as CA"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "locale",
        "displayName": "Language",
        "simpleValueType": true,
        "help": "Empty: the language of the page, then of the browser, then of the shop.",
        "valueHint": "fr-CA",
        "canBeEmptyString": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
            ],
            "errorMessage": "A language tag, such as fr-CA"
          }
        ]
      },
      {
        "type": "CHECKBOX",
        "name": "titleBadge",
        "checkboxText": "Show the number of unread messages in the title of the page",
        "simpleValueType": true,
        "defaultValue": false
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "shopper",
    "displayName": "Shopper",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "TEXT",
        "name": "clientId",
        "displayName": "Shopper’s id",
        "simpleValueType": true,
        "help": "The id of the signed-in shopper in your own system. A label until the token proves it.",
        "canBeEmptyString": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^[\\s\\S]{0,200}$"
            ],
            "errorMessage": "At most 200 characters"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "clientToken",
        "displayName": "Proof of the id",
        "simpleValueType": true,
        "help": "A token that your server signs with the secret of the shop. Without it no history is shown on another device.",
        "canBeEmptyString": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^[\\s\\S]{0,4000}$"
            ],
            "errorMessage": "At most 4000 characters"
          }
        ]
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "consent",
    "displayName": "Consent and cookies",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "SELECT",
        "name": "consentFrom",
        "displayName": "Who decides about consent",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "widget",
            "displayValue": "Nobody yet: nothing granted until your page says so"
          },
          {
            "value": "fixed",
            "displayValue": "Fixed level or variable"
          },
          {
            "value": "google",
            "displayValue": "Google consent mode"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "widget",
        "help": "Choose Google consent mode only where your container sets a default state: Tag Manager counts a type that nobody has set as granted."
      },
      {
        "type": "TEXT",
        "name": "consentLevel",
        "displayName": "Level",
        "simpleValueType": true,
        "help": "0 nothing, 1 personalisation, 2 analytics, 3 both. Anything else counts as 0.",
        "defaultValue": "0",
        "enablingConditions": [
          {
            "paramName": "consentFrom",
            "paramValue": "fixed",
            "type": "EQUALS"
          }
        ],
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^[0123]$"
            ],
            "errorMessage": "0, 1, 2 or 3"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "cookieTTL",
        "displayName": "Cookies last",
        "simpleValueType": true,
        "help": "0: until the browser is closed. Empty: 365 days. At most 400.",
        "valueUnit": "days",
        "canBeEmptyString": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^(([0-9]{1,2}|[1-3][0-9]{2})(\\.[0-9]+)?|400)$"
            ],
            "errorMessage": "0 to 400 days"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "cookieDomain",
        "displayName": "Domain of the cookies",
        "simpleValueType": true,
        "help": "To share them between subdomains.",
        "valueHint": ".shop.example",
        "canBeEmptyString": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^[\\s\\S]{0,253}$"
            ],
            "errorMessage": "At most 253 characters"
          }
        ]
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "look",
    "displayName": "Place and colour",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "SELECT",
        "name": "position",
        "displayName": "Corner",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "",
            "displayValue": "As set for the shop"
          },
          {
            "value": "bottom-right",
            "displayValue": "Bottom right"
          },
          {
            "value": "bottom-left",
            "displayValue": "Bottom left"
          },
          {
            "value": "top-right",
            "displayValue": "Top right"
          },
          {
            "value": "top-left",
            "displayValue": "Top left"
          }
        ],
        "simpleValueType": true,
        "defaultValue": ""
      },
      {
        "type": "TEXT",
        "name": "accent",
        "displayName": "Accent colour",
        "simpleValueType": true,
        "help": "Empty: the colour that is set for the shop.",
        "valueHint": "#1f5b4c",
        "canBeEmptyString": true,
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^#[0-9A-Fa-f]{6}$"
            ],
            "errorMessage": "Six hex digits, such as #1f5b4c"
          }
        ]
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "reporting",
    "displayName": "Reporting",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "CHECKBOX",
        "name": "dataLayer",
        "checkboxText": "Push the events of the chat to the data layer",
        "simpleValueType": true,
        "defaultValue": true,
        "help": "As shopbell_ready, shopbell_handoff, shopbell_survey and so on, without personal data."
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const addConsentListener = require('addConsentListener');
const createArgumentsQueue = require('createArgumentsQueue');
const injectScript = require('injectScript');
const isConsentGranted = require('isConsentGranted');
const makeNumber = require('makeNumber');
const queryPermission = require('queryPermission');

// The permission to inject scripts names the same server: change both, with build.ts.
const ORIGIN = 'https://chat.example.com';
const PERSONALISATION = 'personalization_storage';
const ANALYTICS = 'analytics_storage';

// A field left empty gives undefined or '': then the chat's own default holds.
const given = function (value) {
  return value !== undefined && value !== null && value !== '';
};

const options = {
  shop: data.shop,
  api: ORIGIN,
  dataLayer: data.dataLayer !== false,
  minimizable: data.minimizable !== false
};
const texts = {
  widgetState: data.widgetState,
  welcomeMessage: data.welcomeMessage,
  flowRef: data.flowRef,
  country: data.country,
  locale: data.locale,
  clientId: data.clientId,
  clientToken: data.clientToken,
  cookieDomain: data.cookieDomain,
  position: data.position
};
for (const name in texts) {
  if (given(texts[name])) options[name] = texts[name];
}
if (given(data.closeDelay)) options.closeDelay = makeNumber(data.closeDelay);
if (given(data.cookieTTL)) options.cookieTTL = makeNumber(data.cookieTTL);
if (data.titleBadge) options.titleBadge = true;
if (given(data.accent)) options.appearance = { accent: data.accent };

const url = ORIGIN + '/shopbell.js';

if (!given(data.shop) || !queryPermission('inject_script', url)) {
  data.gtmOnFailure();
} else {
  const chat = createArgumentsQueue('Shopbell', 'Shopbell.q');
  let personalisation = false;
  let analytics = false;
  const level = function () {
    return (personalisation ? 1 : 0) + (analytics ? 2 : 0);
  };

  if (data.consentFrom === 'fixed') {
    const fixed = makeNumber(data.consentLevel);
    options.cookieConsent = [0, 1, 2, 3].indexOf(fixed) === -1 ? 0 : fixed;
  }
  if (data.consentFrom === 'google') {
    personalisation = isConsentGranted(PERSONALISATION);
    analytics = isConsentGranted(ANALYTICS);
    options.cookieConsent = level();
  }
  chat('init', options);

  if (data.consentFrom === 'google') {
    addConsentListener(PERSONALISATION, function (type, granted) {
      personalisation = granted;
      chat('consent', level());
    });
    addConsentListener(ANALYTICS, function (type, granted) {
      analytics = granted;
      chat('consent', level());
    });
  }
  injectScript(url, data.gtmOnSuccess, data.gtmOnFailure, 'shopbell');
}


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "Shopbell"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "Shopbell.q"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://chat.example.com/*"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_consent",
        "versionId": "1"
      },
      "param": [
        {
          "key": "consentTypes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "personalization_storage"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics_storage"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: A shop key alone queues init and loads the script once
  code: |-
    runCode({ shop: 'demo', dataLayer: true, minimizable: true });
    assertThat(calls).hasLength(1);
    assertThat(calls[0][0]).isEqualTo('init');
    assertThat(calls[0][1]).isEqualTo({ shop: 'demo', api: 'https://chat.example.com', dataLayer: true, minimizable: true });
    assertApi('createArgumentsQueue').wasCalledWith('Shopbell', 'Shopbell.q');
    assertApi('injectScript').wasCalledWith('https://chat.example.com/shopbell.js', success, failure, 'shopbell');
    assertApi('gtmOnSuccess').wasCalled();
    assertApi('gtmOnFailure').wasNotCalled();
- name: Every option arrives under its own name, numbers as numbers
  code: |-
    runCode({
      shop: 'demo', widgetState: 'chat', closeDelay: '20', welcomeMessage: 'Hello', flowRef: 'RETURNS::10482',
      minimizable: false, country: 'CA', locale: 'fr-CA', clientId: 'c1', clientToken: 't1', cookieTTL: '0',
      position: 'top-left', accent: '#123456', dataLayer: false, consentFrom: 'widget'
    });
    assertThat(calls[0][1]).isEqualTo({
      shop: 'demo', api: 'https://chat.example.com', dataLayer: false, minimizable: false, widgetState: 'chat',
      welcomeMessage: 'Hello', flowRef: 'RETURNS::10482', country: 'CA', locale: 'fr-CA', clientId: 'c1',
      clientToken: 't1', position: 'top-left', closeDelay: 20, cookieTTL: 0, appearance: { accent: '#123456' }
    });
- name: Empty fields are left to the chat
  code: |-
    runCode({ shop: 'demo', dataLayer: true, minimizable: true, widgetState: '', closeDelay: '', country: '', accent: '', position: '' });
    assertThat(calls[0][1]).isEqualTo({ shop: 'demo', api: 'https://chat.example.com', dataLayer: true, minimizable: true });
- name: A fixed level is passed on
  code: |-
    runCode({ shop: 'demo', consentFrom: 'fixed', consentLevel: '3' });
    assertThat(calls[0][1].cookieConsent).isEqualTo(3);
- name: A variable that gives no level counts as nothing granted
  code: |-
    runCode({ shop: 'demo', consentFrom: 'fixed', consentLevel: 'yes' });
    assertThat(calls[0][1].cookieConsent).isEqualTo(0);
- name: Consent mode sets the level at once and follows every change
  code: |-
    granted.analytics_storage = true;
    runCode({ shop: 'demo', consentFrom: 'google' });
    assertThat(calls[0][1].cookieConsent).isEqualTo(2);
    listeners.personalization_storage('personalization_storage', true);
    assertThat(calls[1]).isEqualTo(['consent', 3]);
    listeners.analytics_storage('analytics_storage', false);
    assertThat(calls[2]).isEqualTo(['consent', 1]);
- name: Without consent mode no consent is read
  code: |-
    runCode({ shop: 'demo', consentFrom: 'widget' });
    assertThat(calls[0][1].cookieConsent).isUndefined();
    assertApi('isConsentGranted').wasNotCalled();
    assertApi('addConsentListener').wasNotCalled();
- name: A script that does not load fails the tag once
  code: |-
    loads = false;
    runCode({ shop: 'demo' });
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
- name: Without a shop key nothing is queued or loaded
  code: |-
    runCode({ shop: '' });
    assertThat(calls).hasLength(0);
    assertApi('injectScript').wasNotCalled();
    assertApi('gtmOnFailure').wasCalled();
- name: A page that forbids the script fails the tag
  code: |-
    mock('queryPermission', false);
    runCode({ shop: 'demo' });
    assertThat(calls).hasLength(0);
    assertApi('injectScript').wasNotCalled();
    assertApi('gtmOnFailure').wasCalled();
setup: |-
  const calls = [];
  const granted = {};
  const listeners = {};
  let loads = true;
  let success, failure;
  mock('queryPermission', true);
  mock('createArgumentsQueue', function() {
    return function() { calls.push(arguments); };
  });
  mock('injectScript', function(url, onSuccess, onFailure) {
    success = onSuccess;
    failure = onFailure;
    if (loads) onSuccess(); else onFailure();
  });
  mock('isConsentGranted', function(type) { return granted[type] === true; });
  mock('addConsentListener', function(type, listener) { listeners[type] = listener; });


___NOTES___

Created on 11/21/2026, 12:00:00 PM
