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
const ORIGIN = '__ORIGIN__';

// A field left empty gives undefined or '': then the chat's own default holds.
const given = (value) => value !== undefined && value !== null && value !== '';

// The function of the page, or a queue that the chat takes over when it comes.
const openQueue = () => createArgumentsQueue('Shopbell', 'Shopbell.q');
