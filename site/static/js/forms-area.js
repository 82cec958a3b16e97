// Makes two lists of the one of governorates and districts: the districts follow the governorate. The one list stays in
// the form and carries the answer, so nothing changes for the server or without this script. Where it is offered, it
// finds the area by the device's position or on a map, here, and nothing of that is sent. A position chooses nothing
// by itself: it is put into words, and whoever filed it says that this is the place.

const DIGITS = 3; // behind the point of a position that is kept: some hundred metres

function element(name, more) {
  return Object.assign(document.createElement(name), more);
}

class Area {
  constructor(box) {
    this.box = box;
    this.words = box.dataset;
    this.list = box.querySelector('select[name="area"]');
    this.governorates = this.read();
    this.build();
    this.list.addEventListener("filled", () => this.show());
    this.show();
    const tools = box.querySelector("[data-position]");
    if (tools) new Position(this, tools);
  }

  // Each governorate with its districts. One without any stands in the list by itself.
  read() {
    const found = [];
    for (const each of this.list.children) {
      const options = each.tagName === "OPTGROUP" ? [...each.children] : [each].filter((option) => option.value);
      if (!options.length) continue;
      const [own, ...districts] = options;
      found.push({ key: own.value, name: each.label || own.text, districts: districts.map((option) => ({ key: option.value, name: option.text })) });
    }
    return found;
  }

  build() {
    const id = this.list.id;
    const field = this.list.closest(".field");
    this.list.id = `${id}-list`;
    field.hidden = true;
    this.first = this.select(id, this.words.governorate);
    this.second = this.select(`${id}-district`, this.words.district);
    for (const name of ["aria-describedby", "aria-invalid"]) if (this.list.hasAttribute(name)) this.first.list.setAttribute(name, this.list.getAttribute(name));
    const error = field.querySelector(".error");
    if (error) this.first.box.querySelector("label").after(error);
    this.first.box.classList.toggle("bad", field.classList.contains("bad"));
    field.before(this.first.box, this.second.box);
    this.fill(this.first.list, this.words.choose, this.governorates);
    this.first.list.addEventListener("change", () => this.choose(this.first.list.value));
    this.second.list.addEventListener("change", () => this.choose(this.second.list.value || this.first.list.value));
  }

  select(id, label) {
    const box = element("div", { className: "field" });
    const list = element("select", { id, className: "input" });
    const around = element("span", { className: "select" });
    around.append(list);
    box.append(element("label", { className: "label", htmlFor: id, textContent: label }), around);
    return { box, list };
  }

  fill(list, none, entries) {
    list.replaceChildren(new Option(none, ""), ...entries.map((each) => new Option(each.name, each.key)));
  }

  // Whether there is such a thing to choose.
  has(key) {
    return [...this.list.options].some((option) => option.value === key && key);
  }

  choose(key) {
    this.list.value = key;
    this.show();
    for (const name of ["input", "change"]) this.list.dispatchEvent(new Event(name, { bubbles: true }));
  }

  // The two lists as the one has it.
  show() {
    const key = this.list.value;
    const chosen = this.governorates.find((each) => each.key === key || each.districts.some((district) => district.key === key));
    this.first.list.value = chosen?.key ?? "";
    this.fill(this.second.list, this.words.any, chosen?.districts ?? []);
    this.second.box.hidden = !chosen?.districts.length;
    this.second.list.value = chosen && key !== chosen.key ? key : "";
  }

  get said() {
    const names = [this.first.list, this.second.list].filter((list) => list.value).map((list) => list.selectedOptions[0].text);
    return names.join(" › ");
  }
}

class Position {
  constructor(area, tools) {
    this.area = area;
    this.tools = tools;
    this.words = tools.dataset;
    this.answers = {};
    this.line = tools.querySelector("[data-said]");
    this.use = tools.querySelector("[data-use]");
    this.kept = area.box.querySelector("[data-position-kept]");
    this.opener = tools.querySelector("[data-map]");
    tools.hidden = false;
    tools.querySelector("[data-here]").addEventListener("click", () => this.ask());
    tools.querySelector("[data-draw]")?.addEventListener("click", () => this.show());
    this.use.addEventListener("click", () => this.confirm());
    this.opener?.addEventListener("click", () => this.open());
    tools.querySelector("[data-take]")?.addEventListener("click", () => {
      const { lng, lat } = this.map.getCenter();
      this.take(lng, lat);
    });
  }

  say(words) {
    this.line.textContent = words;
  }

  ask() {
    this.say(this.words.looking);
    if (!navigator.geolocation) return this.say(this.words.denied);
    const asked = (this.asked = Symbol("asked"));
    const answered = (then) => (answer) => this.asked === asked && then(answer); // not after a tap on the map meanwhile
    navigator.geolocation.getCurrentPosition(
      answered(({ coords }) => {
        this.map?.jumpTo({ center: [coords.longitude, coords.latitude], zoom: 13 });
        this.take(coords.longitude, coords.latitude);
      }),
      answered(({ code }) => this.say(code === GeolocationPositionError.PERMISSION_DENIED ? this.words.denied : this.words.slow)),
      { timeout: 20_000, maximumAge: 0 },
    );
  }

  // Both are asked for again at the next press where they did not come.
  fetched(name) {
    this.answers[name] ??= fetch(this.words[name]).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))));
    this.answers[name].catch(() => delete this.answers[name]);
    return this.answers[name];
  }

  async outlines() {
    return (await this.fetched("outlines")).features;
  }

  // What knows about places comes with them: whoever chooses from the lists alone never fetches it.
  async around(point) {
    const [features, { lies }] = await Promise.all([this.outlines(), import("./forms-places.js")]);
    return features.filter((each) => lies(point, each.geometry.coordinates)).map((each) => each.properties);
  }

  async drawn() {
    if (this.drawing) return;
    const [data, { PlaceMap, Places }] = await Promise.all([this.fetched("places"), import("./forms-places.js")]);
    if (this.drawing) return;
    this.places = new Places(data);
    this.drawing = new PlaceMap(data, this.tools.querySelector("[data-drawing]"), this.tools.querySelector("[data-zoom]"), (...point) => this.moved(...point));
  }

  async show() {
    try {
      await this.drawn();
      this.drawing.show(this.drawing.point, Boolean(this.drawing.point));
      this.tools.querySelector("[data-drawing-box]").hidden = false;
      this.tools.querySelector("[data-drawing]").focus();
    } catch {
      this.say(this.words.away);
    }
  }

  // By a tap or the arrow keys: what follows one another quickly is said once.
  moved(longitude, latitude) {
    this.asked = undefined;
    this.use.disabled = true; // what is confirmed is what was said last; the map below stays where it is
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.take(longitude, latitude), 150);
  }

  // Says where a position is, and offers to keep it. The operator's outlines know districts, so they go first.
  async take(longitude, latitude) {
    if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return this.say(this.words.slow);
    const point = [longitude, latitude];
    this.offer(latitude, longitude);
    const { value } = this;
    const [around, places] = await Promise.allSettled([this.around(point), this.drawn()]);
    if (value !== this.value) return; // it was moved meanwhile
    if (around.status === "rejected" && places.status === "rejected") return this.say(this.words.away);
    const found = around.value ?? [];
    const location = this.places?.locate(point);
    const keys = [...found.map((each) => each.under && each.key), ...found.map((each) => each.under || each.key), location?.inside && location.key];
    this.found = keys.find((key) => this.area.has(key));
    const inside = Boolean(this.found || location?.inside);
    const where = location && (location.inside || !this.found) ? this.places.words(location) : "";
    this.shown(where || this.value);
    this.use.hidden = !inside;
    this.use.disabled = false;
    this.say(inside ? where || this.words.found : `${where}${where ? ". " : ""}${this.words.outside}`);
    if (!this.drawing) return;
    if (this.drawing.point?.join() !== point.join()) this.drawing.show(point, Boolean(location?.inside));
    this.tools.querySelector("[data-drawing-box]").hidden = false;
  }

  offer(latitude, longitude) {
    this.value = [latitude, longitude].map((each) => each.toFixed(DIGITS)).join(",");
    const box = this.kept.querySelector("input");
    box.value = this.value;
    box.checked = false;
    this.shown("");
    this.kept.querySelector("[data-coordinates]").textContent = this.value;
    this.kept.hidden = false;
  }

  shown(words) {
    this.kept.querySelector("[data-position-shown]").textContent = words;
  }

  confirm() {
    if (this.found) this.area.choose(this.found);
    this.kept.querySelector("input").checked = true;
    this.use.hidden = true;
    this.say(this.words.chosen.replace("{area}", `\u2068${this.area.said}\u2069`));
  }

  async open() {
    const box = this.tools.querySelector("[data-map-box]");
    const { script, worker, sheet } = this.opener.dataset;
    box.hidden = !box.hidden;
    this.opener.setAttribute("aria-expanded", String(!box.hidden));
    if (this.map || box.hidden) return;
    try {
      document.head.append(element("link", { rel: "stylesheet", href: sheet }));
      const { default: all, ...named } = await import(script);
      const library = all ?? named;
      library.setWorkerUrl(new URL(worker, location.href).href);
      const features = await this.outlines();
      this.draw(library, box.querySelector("[data-map-here]"), features);
    } catch {
      box.hidden = true;
      this.say(this.words.away);
    }
  }

  draw(library, here, features) {
    const { tiles, attribution, title, zoomIn, zoomOut } = this.opener.dataset;
    const text = attribution.replaceAll("&", "&amp;").replaceAll("<", "&lt;"); // words, whatever stands in them
    const tint = getComputedStyle(here).color;
    const points = features.flatMap((each) => each.geometry.coordinates.flat(2));
    const [west, south, east, north] = points.reduce(([a, b, c, d], [x, y]) => [Math.min(a, x), Math.min(b, y), Math.max(c, x), Math.max(d, y)], [180, 90, -180, -90]);
    this.map = new library.Map({
      container: here,
      ...(points.length ? { bounds: [west, south, east, north], fitBoundsOptions: { padding: 12 } } : { center: [36.3, 31.3], zoom: 6 }),
      attributionControl: false,
      dragRotate: false,
      locale: { "Map.Title": title, "NavigationControl.ZoomIn": zoomIn, "NavigationControl.ZoomOut": zoomOut },
      style: {
        version: 8,
        sources: {
          tiles: { type: "raster", tiles: [tiles], tileSize: 256, maxzoom: 19, attribution: text },
          outlines: { type: "geojson", data: { type: "FeatureCollection", features } },
        },
        layers: [
          { id: "tiles", type: "raster", source: "tiles" },
          { id: "outlines", type: "line", source: "outlines", paint: { "line-color": tint, "line-width": 2 } },
        ],
      },
    });
    this.map.addControl(new library.NavigationControl({ showCompass: false }));
    this.map.addControl(new library.AttributionControl({ compact: false }));
    this.map.on("click", ({ lngLat }) => this.map.easeTo({ center: lngLat }));
  }
}

for (const box of document.querySelectorAll("[data-area]")) new Area(box);
