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
  "description": "Loads the Shopbell chat on the pages of your shop, with the options that you set here.",
  "containerContexts": [
    "WEB"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "Shopbell",
    "thumbnail": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAB2lBMVEVMaXEeW0seWkweWkwfWksfWkseWksAAAAeW0sfW0seXE0fWkofV08eWkweW0wfWkwfW0sgWUwfWE4fW0seW0weWkseW0weW0seW0sdV0geWksfWkseXEwdW0seXE0fWkoeWkwdWUweWkwfWkoeWkseWksfW0seW0wcXE0gWkwdXUkeWkwfW0sdW00eW0wgXEseW0weWk0fWkz///8fW0xbh3zipkB6fkf+/v4qY1Snv7n4+vlCdWilvbc9cWS0yMP09/f7/PwoYVNeiX/m7Ov8/f00al24y8Y/cmU+cmX2+fjX4d/o7u0nYVImYFLw9PPYokF4nJOBopohW0tAc2dXhHlEdmlfin/epEBKa0lwlo3R3trJ19NljoTI1tN3m5KIqKC9z8rG1dF6npWVsarJ2NTb5eLH1tLB0c3p7+3a5OLt8fDs8fD7/Ps2bF7j6um8zsotZVeFpp3Y4+BHeGzg6OaWsquNq6SwxcA/c2ZRgHRahnsgXE2gurOpwLrq8O7e5+TC08/Q3NlKe25diX5TgXUqY1V2m5GzlEN1mpGYtK1DdWlVgnfe5+WkvLZLe29mdkizlEJmd0emj0Omj0QkXUwjXUyNhkU0Y0uPh0U1ZEppd0dreEfm7es/VYfOAAAAM3RSTlMA+dm/7L3YAdfzIUEg1ur0xD8xgMnHMsZUI+mBUz1CMH88+lLyM1G+JFc08YNWfi/aO4KqcZ7PAAAACXBIWXMAAC4jAAAuIwF4pT92AAACRUlEQVRYw+2XZ1cTQRSGB0KSTWgGpJnYsKEiIrNoQiCVJiUgoBQVFZWOSlWwK9jF3vW/upuQZHfD3NydVT/5fMqdmfc5M7N7TvYSsoF1X43Jki8iyBdMzmKiwXokU9SFpdSqzJdtFXVTZE/md28TOcjaEc9nl4tcZDhieXueyElWRfT+Us9/8ubD+15vx/jFa2kMJfJNHkyJ+910g+CLTtjgkjagfX5DAargqgcUCIQc0gzNuamKW/AWCkileuBCNPXoaWsk0np5Uf69BgoKiUlVr8xIkbbnd2LVk7NS1QAKzKRaWYZeS4nAq0R9WyofwK80sSnLU1LAfT5Ze2QfKLARUSu4qxyQLwG+RbWgs6WtJWREkIIhga/H3y4L2v09Pg5B/znFG+UeDusUNF+iGm406xG8maApdDzGC1520U3oWsAKQvN0U67PIgUNlME9nMDXxBI0LaMEzA1Quo4ReLxsgdeDEIQpwCpCsAQJriAEY5BgBCEYhQSTCMEUJJhGCIKQIIgQUJD/gn8j+AXlGxGC/kYgH9b7x5KePy04U5uO032QoI4iqGML6imK+r8nMHwE45fI8xj3GssfJuxOZfBEgkHgW/cAc+7n8QQ/gA9NJ3Pu+0A8P/CVuaiKFLPP9y0u+MJec5RYLczJTx9i+Y+fmUtypYajlK3vff+su/vd2172iv1yy1PE/xC3RJvHHP6mqyzWtjkyONu+7fHG8Rhf45mdbF3tJRznz1E13y5BXzx3j7Z/JwWFZsGGydoE866didhvsvEvi9mbydIAAAAASUVORK5CYII="
  }
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "RADIO",
    "name": "action",
    "displayName": "What this tag does",
    "radioItems": [
      {
        "value": "load",
        "displayValue": "Load the chat"
      },
      {
        "value": "command",
        "displayValue": "Send a command"
      },
      {
        "value": "commerce",
        "displayValue": "Forward GA4 ecommerce events"
      }
    ],
    "simpleValueType": true,
    "defaultValue": "load",
    "alwaysInSummary": true,
    "help": "Commands and events wait for the chat when they come before it. For ecommerce choose the triggers add_to_cart, remove_from_cart and view_cart."
  },
  {
    "type": "TEXT",
    "name": "shop",
    "displayName": "Shop key",
    "simpleValueType": true,
    "help": "The public key of your shop, from the install page of your inbox.",
    "valueHint": "my-shop",
    "alwaysInSummary": true,
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ],
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
    "name": "commandGroup",
    "displayName": "Command",
    "groupStyle": "NO_ZIPPY",
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "command",
        "type": "EQUALS"
      }
    ],
    "subParams": [
      {
        "type": "SELECT",
        "name": "command",
        "displayName": "Command",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "open",
            "displayValue": "Open the chat"
          },
          {
            "value": "close",
            "displayValue": "Close it"
          },
          {
            "value": "toggle",
            "displayValue": "Open or close it"
          },
          {
            "value": "show",
            "displayValue": "Show the icon"
          },
          {
            "value": "hide",
            "displayValue": "Hide everything"
          },
          {
            "value": "flow",
            "displayValue": "Start a flow"
          },
          {
            "value": "send",
            "displayValue": "Send a message as the shopper"
          },
          {
            "value": "prefill",
            "displayValue": "Prepare a message"
          },
          {
            "value": "consent",
            "displayValue": "Set the level of consent"
          },
          {
            "value": "identify",
            "displayValue": "Say who the shopper is"
          },
          {
            "value": "logout",
            "displayValue": "Forget the shopper on this device"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "open",
        "alwaysInSummary": true
      },
      {
        "type": "TEXT",
        "name": "commandFlow",
        "displayName": "Flow",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "flow",
            "type": "EQUALS"
          }
        ],
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ],
        "valueHint": "RETURNS::10482"
      },
      {
        "type": "TEXT",
        "name": "commandSend",
        "displayName": "Message",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "send",
            "type": "EQUALS"
          }
        ],
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "commandPrefill",
        "displayName": "Message to prepare",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "prefill",
            "type": "EQUALS"
          }
        ],
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "commandConsent",
        "displayName": "Level of consent",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "consent",
            "type": "EQUALS"
          }
        ],
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ],
        "help": "0 nothing, 1 personalisation, 2 analytics, 3 both. Anything else counts as 0."
      },
      {
        "type": "TEXT",
        "name": "commandId",
        "displayName": "Id of the shopper",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "identify",
            "type": "EQUALS"
          }
        ],
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ],
        "help": "The id in your own system: no email address, name or number."
      },
      {
        "type": "TEXT",
        "name": "commandToken",
        "displayName": "Proof of that id",
        "simpleValueType": true,
        "enablingConditions": [
          {
            "paramName": "command",
            "paramValue": "identify",
            "type": "EQUALS"
          }
        ],
        "help": "A token that your server signs with the secret of the shop.",
        "canBeEmptyString": true
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
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
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
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
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
            "displayValue": "The page: nothing granted until it says so"
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
        "help": "With Google consent mode a type counts as granted once a default or an update has named it: who has not been asked has granted nothing."
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
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
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
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
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
      },
      {
        "type": "SELECT",
        "name": "dataLayerConsent",
        "displayName": "When",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "",
            "displayValue": "Always: a push sends nothing anywhere, and your tags follow consent themselves"
          },
          {
            "value": "analytics",
            "displayValue": "Only with analytics consent"
          }
        ],
        "simpleValueType": true,
        "defaultValue": ""
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const addConsentListener = require('addConsentListener');
const copyFromDataLayer = require('copyFromDataLayer');
const copyFromWindow = require('copyFromWindow');
const createArgumentsQueue = require('createArgumentsQueue');
const getType = require('getType');
const injectScript = require('injectScript');
const isConsentGranted = require('isConsentGranted');
const makeNumber = require('makeNumber');
const makeString = require('makeString');
const Math = require('Math');
const queryPermission = require('queryPermission');

// The permission to inject scripts names the same server: both come from the build.
const ORIGIN = 'https://chat.example.com';

// A field left empty gives undefined or '': then the chat's own default holds.
const given = (value) => value !== undefined && value !== null && value !== '';

// The function of the page, or a queue that the chat takes over when it comes.
const openQueue = () => createArgumentsQueue('Shopbell', 'Shopbell.q');

const PERSONALISATION = 'personalization_storage';
const ANALYTICS = 'analytics_storage';

const levelOf = (value) => {
  const level = makeNumber(value);
  return given(value) && [0, 1, 2, 3].indexOf(level) !== -1 ? level : 0;
};

// Tag Manager counts a type that nobody has set as granted. Who has not been asked has granted nothing: a type counts
// once a command of consent mode has named it, by an update, or by a default for every region that waits for no answer.
const answered = (type) => {
  const pushes = copyFromWindow('dataLayer');
  if (getType(pushes) !== 'array') return false;
  return pushes.some((push) => {
    if (getType(push) !== 'array' || push[0] !== 'consent' || getType(push[2]) !== 'object') return false;
    if (!push[2].hasOwnProperty(type)) return false;
    return push[1] === 'update' || (push[1] === 'default' && !push[2].region && !push[2].wait_for_update);
  });
};

const isGranted = (type) => isConsentGranted(type) && answered(type);

// Tells every change to `tell`, and gives the level as it is now.
const followConsent = (tell) => {
  let personalisation = isGranted(PERSONALISATION);
  let analytics = isGranted(ANALYTICS);
  const level = () => (personalisation ? 1 : 0) + (analytics ? 2 : 0);
  addConsentListener(PERSONALISATION, (type, granted) => {
    personalisation = granted;
    tell(level());
  });
  addConsentListener(ANALYTICS, (type, granted) => {
    analytics = granted;
    tell(level());
  });
  return level();
};

const texts = () => ({
  widgetState: data.widgetState,
  welcomeMessage: data.welcomeMessage,
  flowRef: data.flowRef,
  country: data.country,
  locale: data.locale,
  clientId: data.clientId,
  clientToken: data.clientToken,
  cookieDomain: data.cookieDomain,
  position: data.position,
  dataLayerConsent: data.dataLayerConsent
});

const optionsOf = () => {
  const options = {
    shop: data.shop,
    api: ORIGIN,
    dataLayer: data.dataLayer !== false,
    minimizable: data.minimizable !== false
  };
  const written = texts();
  for (const name in written) {
    if (given(written[name])) options[name] = written[name];
  }
  if (given(data.closeDelay)) options.closeDelay = makeNumber(data.closeDelay);
  if (given(data.cookieTTL)) options.cookieTTL = makeNumber(data.cookieTTL);
  if (data.titleBadge) options.titleBadge = true;
  if (given(data.accent)) options.appearance = { accent: data.accent };
  return options;
};

const load = () => {
  const url = ORIGIN + '/shopbell.js';
  if (!given(data.shop) || !queryPermission('inject_script', url)) return data.gtmOnFailure();
  const chat = openQueue();
  const options = optionsOf();
  if (data.consentFrom === 'fixed') options.cookieConsent = levelOf(data.consentLevel);
  if (data.consentFrom === 'google') options.cookieConsent = followConsent((level) => chat('consent', level));
  chat('init', options);
  injectScript(url, data.gtmOnSuccess, data.gtmOnFailure, 'shopbell');
};

// What a command is given, from its own field; undefined: it needs something and has nothing.
const argumentsOf = (command) => {
  const one = (value) => (given(value) ? [makeString(value)] : undefined);
  switch (command) {
    case 'open':
    case 'close':
    case 'toggle':
    case 'show':
    case 'hide':
    case 'logout':
      return [];
    case 'flow':
      return one(data.commandFlow);
    case 'send':
      return one(data.commandSend);
    case 'prefill':
      return one(data.commandPrefill);
    case 'consent':
      return [levelOf(data.commandConsent)];
    case 'identify':
      // Only what the shop's server has signed: no address, name or number of anybody.
      return given(data.commandId) ? [{ clientId: data.commandId, clientToken: data.commandToken }] : undefined;
  }
};

const sendCommand = () => {
  const taken = argumentsOf(data.command);
  if (taken === undefined) return data.gtmOnFailure();
  const chat = openQueue();
  if (taken.length === 0) chat(data.command);
  else chat(data.command, taken[0]);
  data.gtmOnSuccess();
};

const MOST_LINES = 100;
const MOST_EVENTS = 20;

const money = (value) => {
  const amount = makeNumber(value);
  // What is no number is not equal to itself.
  return amount === amount ? Math.round(amount * 100) / 100 : undefined;
};
const piecesOf = (value) => (given(value) ? Math.round(makeNumber(value)) : 1);

// Version 1 is the last push alone: merged with earlier ones, items of other events would stay. Events sent with gtag
// stand under `eventModel`.
const readEcommerce = () => {
  const pushed = copyFromDataLayer('ecommerce', 1);
  if (getType(pushed) === 'object' && getType(pushed.items) === 'array') return pushed;
  const sent = copyFromDataLayer('eventModel', 1);
  return getType(sent) === 'object' && getType(sent.items) === 'array' ? sent : undefined;
};

const lineOf = (item) => {
  const id = given(item.item_id) ? item.item_id : item.item_name;
  const name = given(item.item_name) ? item.item_name : item.item_id;
  const price = given(item.price) ? money(item.price) : 0;
  const quantity = piecesOf(item.quantity);
  if (!given(id) || price === undefined || !(quantity >= 1)) return undefined;
  const line = { id: makeString(id), name: makeString(name), quantity: quantity, price: price };
  if (given(item.item_variant)) {
    line.variant = makeString(item.item_variant);
    line.id = line.id + '/' + line.variant;
  }
  return line;
};

// One line for each product and variant, as a cart has them.
const linesOf = (items) => {
  const lines = [];
  items.map(lineOf).forEach((line) => {
    const same = lines.filter((other) => line !== undefined && other.id === line.id)[0];
    if (same) same.quantity = same.quantity + line.quantity;
    else if (line !== undefined) lines.push(line);
  });
  return lines.slice(0, MOST_LINES);
};

const sumOf = (lines) => money(lines.reduce((sum, line) => sum + line.price * line.quantity, 0));

const forwardCommerce = () => {
  const event = copyFromDataLayer('event');
  const ecommerce = readEcommerce();
  if (ecommerce === undefined) return data.gtmOnFailure();
  const lines = linesOf(ecommerce.items);
  const currency = ecommerce.currency;
  if (event === 'view_cart') {
    if (getType(currency) !== 'string') return data.gtmOnFailure();
    const value = given(ecommerce.value) ? money(ecommerce.value) : sumOf(lines);
    openQueue()('cart', { currency: currency, subtotal: value, lines: lines });
    return data.gtmOnSuccess();
  }
  if (event !== 'add_to_cart' && event !== 'remove_from_cart') return data.gtmOnFailure();
  const chat = openQueue();
  lines.slice(0, MOST_EVENTS).forEach((line) => {
    const told = { item_id: line.id, item_name: line.name, quantity: line.quantity, price: line.price };
    if (given(currency)) told.currency = currency;
    chat('track', event, told);
  });
  data.gtmOnSuccess();
};

if (data.action === 'command') sendCommand();
else if (data.action === 'commerce') forwardCommerce();
else load();


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
                    "string": "dataLayer"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
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
  },
  {
    "instance": {
      "key": {
        "publicId": "read_data_layer",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keyPatterns",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "event"
              },
              {
                "type": 1,
                "string": "ecommerce"
              },
              {
                "type": 1,
                "string": "eventModel"
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
- name: A command is queued, and nothing is loaded
  code: |-
    runCode({ action: 'command', command: 'open' });
    assertThat(calls).isEqualTo([['open']]);
    assertApi('injectScript').wasNotCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: Each command takes its own field
  code: |-
    runCode({ action: 'command', command: 'flow', commandFlow: 'RETURNS' });
    runCode({ action: 'command', command: 'send', commandSend: 'Where is my order?' });
    runCode({ action: 'command', command: 'prefill', commandPrefill: 'Hello' });
    runCode({ action: 'command', command: 'consent', commandConsent: '2' });
    runCode({ action: 'command', command: 'identify', commandId: 'c1', commandToken: 't1' });
    assertThat(calls).isEqualTo([
      ['flow', 'RETURNS'],
      ['send', 'Where is my order?'],
      ['prefill', 'Hello'],
      ['consent', 2],
      ['identify', { clientId: 'c1', clientToken: 't1' }]
    ]);
    assertApi('gtmOnFailure').wasNotCalled();
- name: Commands without anything to take stand alone
  code: |-
    ['close', 'toggle', 'show', 'hide', 'logout'].forEach((command) => runCode({ action: 'command', command: command }));
    assertThat(calls).isEqualTo([['close'], ['toggle'], ['show'], ['hide'], ['logout']]);
- name: A command without what it needs fails the tag, and so does one that there is not
  code: |-
    runCode({ action: 'command', command: 'flow', commandFlow: '' });
    runCode({ action: 'command', command: 'identify' });
    runCode({ action: 'command', command: 'destroy' });
    assertThat(calls).hasLength(0);
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
- name: A level of consent that is none is 0
  code: |-
    runCode({ action: 'command', command: 'consent', commandConsent: 'all' });
    assertThat(calls).isEqualTo([['consent', 0]]);
- name: view_cart is the cart
  code: |-
    layer.event = 'view_cart';
    layer.ecommerce = {
      currency: 'EUR',
      value: 79.85,
      items: [
        { item_id: 'S1', item_name: 'Shoe', item_variant: '42', price: 29.95, quantity: 2 },
        { item_id: 'C1', item_name: 'Cap', price: '19.95', quantity: '1' }
      ]
    };
    runCode({ action: 'commerce' });
    assertThat(calls).isEqualTo([
      ['cart', {
        currency: 'EUR',
        subtotal: 79.85,
        lines: [
          { id: 'S1/42', name: 'Shoe', quantity: 2, price: 29.95, variant: '42' },
          { id: 'C1', name: 'Cap', quantity: 1, price: 19.95 }
        ]
      }]
    ]);
    assertApi('injectScript').wasNotCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: The same product twice is one line, and what is missing is made up
  code: |-
    layer.event = 'view_cart';
    layer.ecommerce = { currency: 'JPY', items: [{ item_name: 'Shoe', price: 100 }, { item_name: 'Shoe', price: 100 }, { price: 5 }, { item_id: 'x', price: 'free' }] };
    runCode({ action: 'commerce' });
    assertThat(calls[0][1]).isEqualTo({ currency: 'JPY', subtotal: 200, lines: [{ id: 'Shoe', name: 'Shoe', quantity: 2, price: 100 }] });
- name: add_to_cart and remove_from_cart are tracked, each item
  code: |-
    layer.event = 'add_to_cart';
    layer.ecommerce = { currency: 'EUR', items: [{ item_id: 'S1', item_name: 'Shoe', price: 29.95, quantity: 2 }, { item_id: 'C1' }] };
    runCode({ action: 'commerce' });
    layer.event = 'remove_from_cart';
    runCode({ action: 'commerce' });
    assertThat(calls).hasLength(4);
    assertThat(calls[0]).isEqualTo(['track', 'add_to_cart', { item_id: 'S1', item_name: 'Shoe', quantity: 2, price: 29.95, currency: 'EUR' }]);
    assertThat(calls[3]).isEqualTo(['track', 'remove_from_cart', { item_id: 'C1', item_name: 'C1', quantity: 1, price: 0, currency: 'EUR' }]);
- name: Events of gtag are read from their model
  code: |-
    layer.event = 'view_cart';
    layer.eventModel = { currency: 'EUR', value: '5', items: [{ item_id: 'C1', price: 5 }] };
    runCode({ action: 'commerce' });
    assertThat(calls[0][1].lines).hasLength(1);
    assertThat(calls[0][1].subtotal).isEqualTo(5);
- name: The last push alone is read
  code: |-
    layer.event = 'add_to_cart';
    layer.ecommerce = { items: [{ item_id: 'S1' }] };
    runCode({ action: 'commerce' });
    assertApi('copyFromDataLayer').wasCalledWith('ecommerce', 1);
- name: Other events, and events without items or a cart without a currency, fail the tag
  code: |-
    layer.event = 'purchase';
    layer.ecommerce = { currency: 'EUR', items: [] };
    runCode({ action: 'commerce' });
    layer.event = 'view_cart';
    layer.ecommerce = { items: [] };
    runCode({ action: 'commerce' });
    layer.ecommerce = undefined;
    runCode({ action: 'commerce' });
    assertThat(calls).hasLength(0);
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
- name: A fixed level is passed on
  code: |-
    runCode({ shop: 'demo', consentFrom: 'fixed', consentLevel: '3' });
    assertThat(calls[0][1].cookieConsent).isEqualTo(3);
- name: A variable that gives no level counts as nothing granted
  code: |-
    runCode({ shop: 'demo', consentFrom: 'fixed', consentLevel: 'yes' });
    assertThat(calls[0][1].cookieConsent).isEqualTo(0);
- name: Where the page decides no consent is read
  code: |-
    runCode({ shop: 'demo', consentFrom: 'widget' });
    assertThat(calls[0][1].cookieConsent).isUndefined();
    assertApi('isConsentGranted').wasNotCalled();
    assertApi('addConsentListener').wasNotCalled();
- name: Consent mode sets the level at once and follows every change
  code: |-
    granted.personalization_storage = false;
    pushes = [['consent', 'default', { personalization_storage: 'denied', analytics_storage: 'granted' }]];
    runCode({ shop: 'demo', consentFrom: 'google' });
    assertThat(calls[0][1].cookieConsent).isEqualTo(2);
    listeners.personalization_storage('personalization_storage', true);
    assertThat(calls[1]).isEqualTo(['consent', 3]);
    listeners.analytics_storage('analytics_storage', false);
    assertThat(calls[2]).isEqualTo(['consent', 1]);
- name: Who has not been asked has granted nothing
  code: |-
    pushes = [{ event: 'gtm.js' }, ['consent', 'default', { ad_storage: 'granted' }], ['js', 1]];
    runCode({ shop: 'demo', consentFrom: 'google' });
    assertThat(calls[0][1].cookieConsent).isEqualTo(0);
- name: A default that waits for an answer or is for a region is none
  code: |-
    pushes = [
      ['consent', 'default', { personalization_storage: 'granted', wait_for_update: 500 }],
      ['consent', 'default', { analytics_storage: 'granted', region: ['US'] }]
    ];
    runCode({ shop: 'demo', consentFrom: 'google' });
    assertThat(calls[0][1].cookieConsent).isEqualTo(0);
- name: An update is an answer
  code: |-
    pushes = [['consent', 'update', { personalization_storage: 'granted', analytics_storage: 'granted' }]];
    runCode({ shop: 'demo', consentFrom: 'google' });
    assertThat(calls[0][1].cookieConsent).isEqualTo(3);
- name: A page without a data layer has granted nothing
  code: |-
    pushes = undefined;
    runCode({ shop: 'demo', consentFrom: 'google' });
    assertThat(calls[0][1].cookieConsent).isEqualTo(0);
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
      action: 'load', shop: 'demo', widgetState: 'chat', closeDelay: '20', welcomeMessage: 'Hello', flowRef: 'RETURNS::10482',
      minimizable: false, country: 'CA', locale: 'fr-CA', clientId: 'c1', clientToken: 't1', cookieTTL: '0',
      cookieDomain: '.shop.example', titleBadge: true, position: 'top-left', accent: '#123456', dataLayer: false,
      dataLayerConsent: 'analytics', consentFrom: 'widget'
    });
    assertThat(calls[0][1]).isEqualTo({
      shop: 'demo', api: 'https://chat.example.com', dataLayer: false, minimizable: false, widgetState: 'chat',
      welcomeMessage: 'Hello', flowRef: 'RETURNS::10482', country: 'CA', locale: 'fr-CA', clientId: 'c1', clientToken: 't1',
      cookieDomain: '.shop.example', position: 'top-left', closeDelay: 20, cookieTTL: 0, titleBadge: true, dataLayerConsent: 'analytics',
      appearance: { accent: '#123456' }
    });
- name: Empty fields are left to the chat
  code: |-
    runCode({ shop: 'demo', dataLayer: true, minimizable: true, widgetState: '', closeDelay: '', country: '', accent: '', position: '' });
    assertThat(calls[0][1]).isEqualTo({ shop: 'demo', api: 'https://chat.example.com', dataLayer: true, minimizable: true });
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
  const layer = { event: undefined, ecommerce: undefined, eventModel: undefined };
  let pushes = [];
  let loads = true;
  let success, failure;
  mock('queryPermission', true);
  mock('createArgumentsQueue', () => function () { calls.push(arguments); });
  mock('injectScript', (url, onSuccess, onFailure) => {
    success = onSuccess;
    failure = onFailure;
    if (loads) onSuccess(); else onFailure();
  });
  mock('isConsentGranted', (type) => granted[type] !== false);
  mock('addConsentListener', (type, listener) => { listeners[type] = listener; });
  mock('copyFromWindow', () => pushes);
  mock('copyFromDataLayer', (key) => layer[key]);


___NOTES___

Created on 11/21/2026, 12:00:00 PM
