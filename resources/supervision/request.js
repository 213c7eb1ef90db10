"use strict";
// Makes the answer to one request. Sends nothing, keeps nothing, asks for nothing from elsewhere.
(function () {
  var said = JSON.parse(document.getElementById("said").textContent);

  function at(id) { return document.getElementById(id); }

  // SHA-256 of our own: what browsers have of it is missing where a page is opened from a file.
  var ROOTS = [], START = [];
  (function () {
    function part(number, power) { var root = Math.pow(number, power); return ((root - Math.floor(root)) * 4294967296) | 0; }
    for (var number = 2; ROOTS.length < 64; number++) {
      var prime = true;
      for (var by = 2; by * by <= number; by++) if (number % by === 0) prime = false;
      if (!prime) continue;
      if (START.length < 8) START.push(part(number, 1 / 2));
      ROOTS.push(part(number, 1 / 3));
    }
  })();

  function turned(word, by) { return (word >>> by) | (word << (32 - by)); }

  function digest(bytes) {
    var length = bytes.length, padded = bytes.concat([0x80]), state = START.slice(), words = [];
    while (padded.length % 64 !== 56) padded.push(0);
    for (var shift = 7; shift >= 0; shift--) padded.push(Math.floor((length * 8) / Math.pow(256, shift)) & 255);
    for (var block = 0; block < padded.length; block += 64) {
      for (var i = 0; i < 64; i++) {
        if (i < 16) {
          var p = block + i * 4;
          words[i] = (padded[p] << 24) | (padded[p + 1] << 16) | (padded[p + 2] << 8) | padded[p + 3];
        } else {
          var x = words[i - 15], y = words[i - 2];
          var low = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3), high = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
          words[i] = (words[i - 16] + low + words[i - 7] + high) | 0;
        }
      }
      var s = state.slice();
      for (var round = 0; round < 64; round++) {
        var e = s[4], a = s[0];
        var one = s[7] + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & s[5]) ^ (~e & s[6])) + ROOTS[round] + words[round];
        var two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
        s = [(one + two) | 0, s[0], s[1], s[2], (s[3] + one) | 0, s[4], s[5], s[6]];
      }
      for (var n = 0; n < 8; n++) state[n] = (state[n] + s[n]) | 0;
    }
    var out = [];
    state.forEach(function (word) { out.push((word >>> 24) & 255, (word >>> 16) & 255, (word >>> 8) & 255, word & 255); });
    return out;
  }

  function hmac(key, message) {
    var inner = [], outer = [];
    for (var i = 0; i < 64; i++) { inner.push((key[i] || 0) ^ 0x36); outer.push((key[i] || 0) ^ 0x5c); }
    return digest(outer.concat(digest(inner.concat(message))));
  }

  function fromHex(text) { return text.match(/../g).map(function (pair) { return parseInt(pair, 16); }); }

  function utf8(text) { return Array.prototype.slice.call(new TextEncoder().encode(text)); }

  function spelt(bytes) {
    var letters = "", bits = 0, held = 0;
    bytes.forEach(function (byte) {
      held = (held << 8) | byte;
      for (bits += 8; bits >= 5; bits -= 5) letters += "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(held >> (bits - 5)) & 31];
      held &= 31;
    });
    return letters.match(/.{4}/g).join("-");
  }

  // As cm_desktop/approvals/codes.py does.
  function cleaned(text) { return text.replace(/[\u00ad\u200b\u2060\ufeff]/g, "").normalize("NFC"); }

  function spacedMarks(text) {
    var plain = text.replace(/\r\n|[\n\r\v\f\x85\u2028\u2029]|\u00b6\n?/g, "\n");
    return plain.replace(/\[(?=\[)/g, "[ ").replace(/\](?=\])/g, "] ");
  }

  function loose(text) {
    var plain = spacedMarks(cleaned(text)).replace(/[\ufe0e\ufe0f]/g, "");
    plain = plain.replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'").replace(/[\u201c-\u201f\u2033]/g, '"').replace(/\u2026/g, "...");
    var lines = plain.split("\n").map(function (line) {
      return line.replace(/[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g, " ").replace(/^ | $/g, "");
    });
    return lines.join("\n").replace(/^\n+|\n+$/g, "");
  }

  // As cm_desktop/domain/unseen.py does.
  function saysNothing(text) {
    var unseen = "[\\s\\p{Cc}\\p{Cf}\\p{Cs}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2065\\u2800\\u3164" +
      "\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufff8\\u{e0000}-\\u{e0fff}]";
    return text.replace(new RegExp(unseen, "gu"), "") === "";
  }

  function code(token, text) {
    var message = ["CM1", said.request, token, loose(text)].join("\n");
    return spelt(hmac(fromHex(said.secret), utf8(message)).slice(0, 10));
  }

  function composed(head, token, text) {
    var inside = spacedMarks(cleaned(text)).replace(/\n/g, "\u00b6\n");
    var block = ("[[[\n" + inside + "\n]]]").replace(/\n(?=[ \t\u00a0]*>)/g, " ");
    return head + "\n\n" + block + "\n\n" + ["CM1", said.name, token, code(token, text)].join(" ");
  }

  var panels = ["choose", "write", "answer"], writing = null, from = null;

  function show(panel) {
    panels.forEach(function (name) { at(name).hidden = name !== panel; });
  }

  function chosen() {
    var box = document.querySelector('input[name="proposal"]:checked');
    return box ? Number(box.value) : 0;
  }

  function begin(kind, button) {
    writing = said.written[kind];
    from = button;
    at("text-label").textContent = writing.label;
    at("text").value = kind === "correct" ? said.proposals[chosen()] : "";
    at("empty").hidden = true;
    show("write");
    at("text").focus();
  }

  function prepare() {
    var text = at("text").value;
    at("empty").hidden = !saysNothing(loose(text));
    if (saysNothing(loose(text))) return at("text").focus();
    ready(composed(writing.head, writing.token, text));
  }

  function ready(text) {
    at("ready").value = text;
    at("copied").textContent = "";
    if (said.mail) at("mail").href = "mailto:" + encodeURIComponent(said.mail).replace(/%40/g, "@") +
      "?subject=" + encodeURIComponent(said.subject) + "&body=" + encodeURIComponent(text.replace(/\n/g, "\r\n"));
    show("answer");
    at("send").focus();
  }

  function back() {
    show("choose");
    if (from) from.focus();
  }

  function select() {
    at("ready").focus();
    at("ready").select();
    at("ready").setSelectionRange(0, at("ready").value.length);
  }

  function copy() {
    function done() { at("copied").textContent = said.copied; }
    function byHand() {
      var worked = false;
      select();
      try { worked = document.execCommand("copy"); } catch (refused) { worked = false; }
      at("copied").textContent = worked ? said.copied : said.selected;
    }
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(at("ready").value).then(done, byHand);
    else byHand();
  }

  function on(id, act) { if (at(id)) at(id).addEventListener("click", act); }

  on("approve", function () { from = at("approve"); ready(said.approved[chosen()]); });
  ["correct", "reject", "advise"].forEach(function (kind) { on(kind, function () { begin(kind, at(kind)); }); });
  on("prepare", prepare);
  on("back", back);
  on("again", back);
  on("copy", copy);
  on("share", function () { navigator.share({ text: at("ready").value }).catch(function () {}); });
  at("proposed").addEventListener("submit", function (event) { event.preventDefault(); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape" && at("choose").hidden) back(); });

  at("share").hidden = !navigator.share;
  at("mail").hidden = !said.mail;
  if (said.deadline && new Date(said.deadline).toDateString() === new Date().toDateString()) at("deadline").textContent = said.today;
  at("late").hidden = !(said.deadline && Date.now() > said.deadline);
  at("by-hand").open = false;
  at("foot").hidden = false;
})();
