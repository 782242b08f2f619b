// As OneTrust's script behaves by its guide to events: active groups in a text and in an event on the window, at every load
// and change. Where the law asks for nothing all groups are active before anybody has closed the banner.
(() => {
  let closed = false;
  const update = (...groups) => {
    window.OnetrustActiveGroups = `,${groups.join(',')},`;
    window.dispatchEvent(new CustomEvent('OneTrustGroupsUpdated', { detail: groups }));
  };
  const answer = (personalisation, analytics) => {
    closed = true;
    update('C0001', ...(analytics ? ['C0002'] : []), ...(personalisation ? ['C0003'] : []));
    window.dispatchEvent(new CustomEvent('OTConsentApplied'));
  };
  window.OneTrust = { IsAlertBoxClosed: () => closed, OnConsentChanged() {} };
  window.tools = { ...window.tools, onetrust: { answer } };
  if (window.before) answer(...window.before);
  else update('C0001', 'C0002', 'C0003', 'C0004');
})();
