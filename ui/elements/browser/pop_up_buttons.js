// Draws what opens something as plain buttons, and sends which was pressed to the server, which then
// draws Streamlit's pop-ups in their place. A button is a figure, or a few words after a symbol.

const LINE_IS_AWAY = "[data-test-connection-state]:not([data-test-connection-state=CONNECTED])";
const OPENED_WITHIN_MS = 10000;
const rows = new WeakMap();

export default function ({ data: [buttons], parentElement, setTriggerValue }) {
  let row = rows.get(parentElement);
  if (!row) {
    const element = made("div", `pop-up-buttons ${"icon" in buttons[0] ? "text" : "figure"}-buttons`);
    parentElement.append(element);
    row = { element, drawn: [] };
    rows.set(parentElement, row);
  }
  row.press = (key) => setTriggerValue("pressed", key);
  for (const { button } of row.drawn.splice(buttons.length)) button.remove();
  buttons.forEach((given, place) => {
    row.drawn[place] ??= new Button(row);
    row.drawn[place].show(given);
  });
}

class Button {
  constructor(row) {
    this.button = made("button");
    this.button.type = "button";
    this.button.setAttribute("aria-haspopup", "dialog");
    this.button.setAttribute("aria-expanded", "false");
    this.button.addEventListener("click", () => {
      if (document.querySelector(LINE_IS_AWAY)) return;
      focusOnceDrawn(`.st-key-${this.key} button`, this.button);
      row.press(this.key);
    });
    row.element.append(this.button);
  }

  show(given) {
    const said = JSON.stringify(given);
    if (said === this.said) return;
    this.said = said;
    this.key = given.key;
    this.button.replaceChildren(...("icon" in given ? textOf(given) : [figureOf(given)]));
  }
}

function figureOf({ shown, title, note, is_word: isWord, bars }) {
  const number = made("strong");
  number.append(isWord ? made("span", "", shown) : shown);
  if (bars) {
    const image = made("img");
    image.src = bars.source;
    image.alt = bars.words;
    number.append(" ", image);
  }
  const figure = made("span", "figure");
  figure.append(number, ` ${title}`);
  if (note) figure.append(" ", made("em", "", note));
  return figure;
}

function textOf({ label, icon }) {
  return [symbol(icon), made("span", "", label), symbol("expand_more")];
}

// A letter of the font of symbols, by its name.
function symbol(name) {
  const drawn = made("span", "symbol", name);
  drawn.setAttribute("aria-hidden", "true");
  return drawn;
}

// The keyboard stays at the button, whose place another takes.
function focusOnceDrawn(selector, before) {
  const watch = new MutationObserver(() => {
    const button = document.querySelector(selector);
    if (!button || button === before) return;
    watch.disconnect();
    if ([document.body, before].includes(document.activeElement)) button.focus();
  });
  watch.observe(document.body, { subtree: true, childList: true });
  setTimeout(() => watch.disconnect(), OPENED_WITHIN_MS);
}

function made(tag, classes = "", text = "") {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  if (text) element.textContent = text;
  return element;
}
