// The outcomes of an item at a meeting: a button each, and the form of the chosen one.
// The form is drawn whole and sent whole. What is typed is kept in the browser until it is recorded.
const KEPT = "rasso-outcome ", KEPT_DAYS = 7, LONGEST_WAIT_MS = 10000;
const shown = new WeakMap();

function made(tag, properties = {}, ...children) {
  const { data, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(data ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function drafts(meeting) {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(KEPT));
  const oldest = Date.now() - KEPT_DAYS * 86400000;
  for (const key of keys) if (!(read(key)?.at > oldest)) localStorage.removeItem(key);
  return keys.filter((key) => key.startsWith(`${KEPT}${meeting} `)).map(read).filter(Boolean);
}

class Outcomes {
  constructor(root) {
    this.root = root;
    this.buttons = made("div", { className: "kinds", data: { role: "group", "aria-label": "Outcomes" } });
    this.form = made("form", { className: "line", hidden: true, noValidate: true });
    this.said = made("p", { className: "said", data: { role: "status" } });
    root.append(made("div", { className: "outcomes" }, this.said, this.buttons, this.form));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.onKey = (event) => this.pressed(event);
    window.addEventListener("keydown", this.onKey, true);
  }

  take(data, send) {
    const isOther = this.data?.meeting !== data.meeting || this.data?.item !== data.item;
    [this.data, this.send] = [data, send];
    if (isOther) this.close();
    if (data.answer && data.answer.id === this.waitsFor) this.answered(data.answer);
    this.drawKinds();
    const begun = data.kinds.find((each) => read(this.key(each.kind))?.isOpen);
    if (isOther && begun) this.open(begun.kind, false);
  }

  key(kind) {
    return `${KEPT}${this.data.meeting} ${this.data.item} ${kind}`;
  }

  drawKinds() {
    const made_of = (each) =>
      made("button", { type: "button", onclick: () => this.open(each.kind), data: { "aria-pressed": each.kind === this.kind } },
        made("kbd", {}, each.key), ` ${each.label}`);
    this.buttons.replaceChildren(...this.data.kinds.map(made_of));
  }

  open(kind, isFocused = true) {
    if (kind === this.kind) return this.focus();
    if (this.waitsFor) return;
    this.close();
    this.kind = kind;
    const line = this.data.kinds.find((each) => each.kind === kind);
    const draft = read(this.key(kind));
    this.seen = draft?.seen ?? this.data.seen;
    this.boxes = line.boxes.map((box) => [box, this.box(box, draft?.values[box.field] ?? box.first)]);
    this.save = made("button", { type: "button", className: "save", onclick: () => this.sendAll() }, "Save ", made("kbd", {}, "Ctrl+Enter"));
    const leave = made("button", { type: "button", onclick: () => this.leave() }, "Close ", made("kbd", {}, "Esc"));
    this.fault = made("p", { className: "fault", data: { role: "alert" } });
    const rows = this.boxes.map(([box, input]) => this.row(box, input));
    this.form.replaceChildren(...rows, this.fault, made("div", { className: "ends" }, this.save, leave));
    this.form.setAttribute("aria-label", line.label);
    this.form.hidden = false;
    this.said.textContent = "";
    this.keep();
    this.drawKinds();
    if (isFocused) this.focus();
  }

  box(box, first) {
    const at = { id: `box-${box.field}`, name: box.field, data: { "aria-describedby": `fault-${box.field}` } };
    const changed = () => this.keep();
    if (box.type === "tick") return made("input", { ...at, type: "checkbox", checked: first === true, onchange: changed });
    if (box.type === "choice") {
      const choices = [["", box.hint], ...box.options];
      const options = choices.map(([value, label]) => made("option", { value, selected: value === (first ?? "") }, label));
      return made("select", { ...at, onchange: changed }, ...options);
    }
    const text = { ...at, value: first ?? "", placeholder: box.hint, oninput: changed, autocomplete: "off" };
    if (box.type !== "words") return made("input", { ...text, type: "text" });
    // What is stored is what was shown: a line break of what was pasted is a space.
    const oninput = ({ target }) => {
      if (/[\r\n]/.test(target.value)) target.value = target.value.replace(/\s*[\r\n]+\s*/g, " ");
      changed();
    };
    return made("textarea", { ...text, rows: 2, oninput });
  }

  row(box, input) {
    const label = made("label", { htmlFor: input.id }, box.label);
    const parts = box.type === "tick" ? [input, label] : [label, input];
    return made("div", { className: `row ${box.type}` }, ...parts, made("span", { className: "fault", id: `fault-${box.field}` }));
  }

  values() {
    return Object.fromEntries(this.boxes.map(([box, input]) => [box.field, box.type === "tick" ? input.checked : input.value]));
  }

  isTyped() {
    const values = this.values();
    return this.boxes.some(([box]) => (values[box.field] || null) !== (box.first || null));
  }

  keep() {
    const line = this.data.kinds.find((each) => each.kind === this.kind);
    const draft = { heading: `${this.data.heading}: ${line.label}`, at: Date.now(), isOpen: true, seen: this.seen, values: this.values(), words: this.words() };
    // A form that holds nothing yet is not behind anything recorded meanwhile.
    if (!this.isTyped()) draft.seen = this.seen = this.data.seen;
    try {
      localStorage.setItem(this.key(this.kind), JSON.stringify(draft));
    } catch {
      this.fault.textContent = "This browser keeps nothing: save before you leave this item.";
    }
  }

  words() {
    if (!this.isTyped()) return [];
    const word = (box, input) => (box.type === "tick" ? input.checked && "yes" : box.type === "choice" ? input.value && input.selectedOptions[0].text : input.value);
    return this.boxes.map(([box, input]) => [box.label, word(box, input)]).filter(([, said]) => said);
  }

  focus() {
    (this.last?.isConnected ? this.last : this.boxes[0]?.[1] ?? this.save).focus();
  }

  close() {
    if (this.kind) {
      const draft = read(this.key(this.kind));
      if (draft && !draft.words.length) localStorage.removeItem(this.key(this.kind));
    }
    [this.kind, this.waitsFor, this.boxes, this.last] = [null, null, [], null];
    this.form.hidden = true;
    this.form.replaceChildren();
  }

  leave() {
    if (!this.isTyped()) return this.thrownAway();
    const away = made("button", { type: "button", onclick: () => this.thrownAway() }, "Discard it");
    const back = made("button", { type: "button", onclick: () => this.goOn() }, "Keep writing");
    this.fault.replaceChildren("You have typed something that is not recorded. ", away, back);
    back.focus();
  }

  goOn() {
    this.fault.replaceChildren();
    this.focus();
  }

  thrownAway() {
    localStorage.removeItem(this.key(this.kind));
    this.close();
    this.drawKinds();
  }

  sendAll() {
    if (this.waitsFor) return;
    this.keep();
    this.waitsFor = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    this.save.disabled = true;
    this.fault.textContent = "";
    this.said.textContent = "Saving …";
    const sent = { id: this.waitsFor, item: this.data.item, kind: this.kind, seen: this.seen, values: this.values() };
    setTimeout(() => sent.id === this.waitsFor && this.notAnswered(), LONGEST_WAIT_MS);
    this.send("sent", sent);
  }

  notAnswered() {
    this.waitsFor = null;
    this.save.disabled = false;
    this.said.textContent = "";
    this.fault.textContent = "There is no answer yet. What you typed is kept here: see what is recorded, then save again.";
  }

  answered(answer) {
    this.waitsFor = null;
    this.said.textContent = answer.said ?? "";
    if (answer.said) return this.thrownAway();
    this.save.disabled = false;
    this.fault.textContent = answer.fault;
    if (answer.isOvertaken) this.seen = this.data.seen;
    this.keep();
    let first = null;
    for (const [box, input] of this.boxes) {
      const reason = answer.reasons[box.field] ?? "";
      this.form.querySelector(`#fault-${box.field}`).textContent = reason;
      input.setAttribute("aria-invalid", Boolean(reason));
      if (reason) first ??= input;
    }
    (first ?? this.save).focus();
  }

  pressed(event) {
    const path = event.composedPath();
    const isWithin = path.includes(this.root);
    const isTyping = path[0].matches?.("input, textarea, select, [contenteditable]");
    if (this.kind && (isWithin || !isTyping)) return this.pressedWriting(event, isWithin, isTyping);
    if (isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
    const line = this.data.kinds.find((each) => each.key === event.key);
    if (!line) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.open(line.kind);
  }

  pressedWriting(event, isWithin, isTyping) {
    const isText = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
    const isButton = isWithin && event.composedPath()[0].matches?.("button");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.sendAll();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.fault.querySelector("button") ? this.goOn() : this.leave();
    } else if (event.key === "Enter" && isTyping && isWithin) {
      event.preventDefault();
      this.toNextBox(event.composedPath()[0]);
    } else if (isText && !isTyping && !(isButton && event.key === " ")) {
      // It is typed into the box that takes the focus before the browser inserts it.
      this.focus();
    } else if (!isTyping || !isWithin) {
      return;
    }
    event.stopImmediatePropagation();
  }

  toNextBox(input) {
    const inputs = [...this.boxes.map(([, each]) => each), this.save];
    inputs[inputs.indexOf(input) + 1]?.focus();
  }

  end() {
    window.removeEventListener("keydown", this.onKey, true);
  }
}

function drawUnsaved(root, { meeting, unsaved }) {
  const found = drafts(meeting).filter((each) => each.words.length);
  const texts = found.map(({ heading, words }) =>
    made("div", {}, made("h3", {}, heading), made("pre", { tabIndex: 0 }, words.map(([label, said]) => `${label}: ${said}`).join("\n"))));
  const why = found.length ? [made("p", { className: "fault", data: { role: "alert" } }, unsaved)] : [];
  root.replaceChildren(...root.querySelectorAll("style"), made("div", { className: "outcomes" }, ...why, ...texts));
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (data.unsaved) return drawUnsaved(parentElement, data);
  drafts(data.meeting);
  if (!shown.has(parentElement)) {
    const outcomes = new Outcomes(parentElement);
    parentElement.addEventListener("focusin", ({ target }) => {
      if (outcomes.boxes?.some(([, input]) => input === target)) outcomes.last = target;
    });
    shown.set(parentElement, outcomes);
  }
  shown.get(parentElement).take(data, setTriggerValue);
  // Streamlit also calls this of a run that another overtook, while the form is still on the page.
  return () => (parentElement.host ?? parentElement).isConnected || shown.get(parentElement)?.end();
}
