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
