// Draws select boxes and date boxes as the browser's own, and tells the server what was chosen.

// What is chosen by arrow keys, or typed, is sent once the reader pauses or leaves the box.
const PAUSE_MS = 500;
const LINE_IS_AWAY = "[data-test-connection-state]:not([data-test-connection-state=CONNECTED])";
const rows = new WeakMap();

export default function ({ data: [data], parentElement, setStateValue }) {
  let row = rows.get(parentElement);
  if (!row) {
    const element = document.createElement("div");
    parentElement.append(element);
    row = { element, boxes: new Map(), unanswered: [], sent: 0 };
    rows.set(parentElement, row);
  }
  row.sent = Math.max(row.sent, data.answered);
  // Of two messages that come together the server takes the later: it holds all that is unanswered.
  row.unanswered = row.unanswered.filter(({ sent }) => data.answered !== null && sent > data.answered);
  row.deliver = () => {
    clearTimeout(row.waits);
    if (document.querySelector(LINE_IS_AWAY)) row.waits = setTimeout(() => row.deliver(), PAUSE_MS);
    else setStateValue("choices", row.unanswered);
  };
  // The answer to an earlier choice must not take back a later one.
  const isEarlier = row.unanswered.length > 0;
  const wanted = new Set(data.boxes.map((box) => box.key));
  for (const [key, box] of row.boxes) {
    if (!wanted.has(key)) {
      box.remove();
      row.boxes.delete(key);
    }
  }
  data.boxes.forEach((given, place) => {
    const { key } = given;
    if (!row.boxes.has(key)) row.boxes.set(key, new (given.days ? DayBox : ListBox)(row, data.name, given));
    const box = row.boxes.get(key);
    if (row.element.children[place] !== box.element) {
      row.element.insertBefore(box.element, row.element.children[place] ?? null);
    }
    box.show(given, isEarlier);
  });
}

class Box {
  constructor(row, name, key, control) {
    this.row = row;
    this.key = key;
    this.control = control;
    this.element = made("span", `choice-box choice-${key}`);
    this.label = made("span");
    const label = made("label");
    label.append(this.label, control);
    this.why_not = made("span", "why-not");
    this.why_not.id = `${name}-${key}-why-not`;
    this.why_not.setAttribute("role", "status");
    this.element.append(label, this.why_not);
    this.given = {};
  }

  remove() {
    this.element.remove();
  }

  choose(value) {
    if (value === this.chosen) return;
    this.chosen = value;
    const { row, key } = this;
    row.sent = Math.max(Date.now(), row.sent + 1);
    row.unanswered.push({ key, value: value || null, sent: row.sent });
    row.deliver();
  }

  show(given, isEarlier) {
    if (given.label !== this.given.label) this.label.textContent = given.label;
    this.offer(given);
    this.given = given;
    this.control.disabled = given.is_closed;
    if (isEarlier) return;
    const isBusy = this.isBusy();
    this.chosen = given.chosen ?? "";
    if (isBusy) return;
    this.write(this.chosen);
    this.say(given.why_not);
  }

  say(why) {
    if (this.why_not.textContent === why) return;
    this.why_not.textContent = why;
    if (why) this.control.setAttribute("aria-describedby", this.why_not.id);
    else this.control.removeAttribute("aria-describedby");
  }
}

// A list to choose from. What is chosen in it by keys is sent once the reader pauses, presses Enter
// or leaves it: each arrow chooses the next of the list.
class ListBox extends Box {
  constructor(row, name, { key }) {
    super(row, name, key, made("select"));
    this.pressed = -Infinity;
    this.waits = null;
    this.control.addEventListener("keydown", (event) => {
      this.pressed = event.key === "Enter" ? -Infinity : event.timeStamp;
      if (event.key === "Enter" && this.waits) this.send();
    });
    this.control.addEventListener("change", (event) => {
      clearTimeout(this.waits);
      if (event.timeStamp - this.pressed < 100) this.waits = setTimeout(() => this.send(), PAUSE_MS);
      else this.send();
    });
    this.control.addEventListener("blur", () => this.waits && this.send());
  }

  remove() {
    clearTimeout(this.waits);
    super.remove();
  }

  send() {
    clearTimeout(this.waits);
    this.waits = null;
    this.choose(this.control.value);
  }

  isBusy() {
    return this.waits !== null;
  }

  offer(given) {
    // What is usual is named by the empty choice, and stands in the list once.
    const usual = given.options.find(([, text]) => text === given.nothing_chosen)?.[0];
    const others = given.options.filter(([value]) => value !== usual || value === given.chosen);
    const options = usual && usual === given.chosen ? others : [["", given.nothing_chosen], ...others];
    const offered = JSON.stringify(options);
    if (offered === this.offered) return;
    this.offered = offered;
    const stood = this.control.value;
    this.control.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
    this.control.value = stood;
  }

  write(value) {
    this.control.value = value;
  }
}

// A day, typed as 28/02/2022 or pressed in the browser's calendar. The browser's own date box would
// have the month first where the browser is American.
class DayBox extends Box {
  constructor(row, name, { key, label }) {
    super(row, name, key, made("input"));
    this.control.placeholder = "dd/mm/yyyy";
    this.control.autocomplete = "off";
    this.calendar = made("input", "calendar");
    this.calendar.type = "date";
    this.calendar.tabIndex = -1;
    this.calendar.setAttribute("aria-hidden", "true");
    const button = made("button");
    button.type = "button";
    button.setAttribute("aria-label", `${label}: open the calendar`);
    this.why_not.before(this.calendar, button);
    this.control.addEventListener("change", () => this.send(this.control.value.trim()));
    button.addEventListener("click", () => this.calendar.showPicker());
    this.calendar.addEventListener("change", () => {
      this.write(this.calendar.value);
      this.send(this.control.value);
    });
  }

  send(text) {
    const day = text && day_of(text);
    const { first, last, refusal } = this.given.days;
    const isOffered = !text || (day >= first && day <= last);
    this.say(isOffered ? "" : refusal);
    if (isOffered) {
      this.write(day);
      this.choose(day);
    }
  }

  // What was typed and refused stays, with the reason, until something else is typed.
  isBusy() {
    const stands = this.control.value !== as_text(this.chosen ?? "");
    return stands && (document.activeElement === this.control || this.why_not.textContent !== "");
  }

  offer({ days }) {
    this.calendar.min = days.first;
    this.calendar.max = days.last;
  }

  write(day) {
    this.control.value = as_text(day);
    this.calendar.value = day;
  }
}

// The day as 2022-02-28; empty if there is none such.
function day_of(text) {
  const [, day, month, year] = /^(\d{1,2})[\s/.-](\d{1,2})[\s/.-](\d{4})$/.exec(text) ?? [];
  if (!year) return "";
  const found = new Date(Date.UTC(year, month - 1, day));
  return found.getUTCMonth() === month - 1 ? found.toISOString().slice(0, 10) : "";
}

function as_text(day) {
  return day.split("-").reverse().join("/");
}

function made(tag, classes = "") {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  return element;
}
