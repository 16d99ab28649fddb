// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-drawing-art.h"

#include <math.h>
#include <string.h>

/*
 * The picture of the kettle. What there is to see comes from two tables (away_art, phase_art), the
 * colours from one function (palette_init). Steam is the only thing that moves, in an area of its
 * own, so that one frame redraws little more than that.
 */

#define CENTRE        105.0 /* of the body */
#define SHIFT         (-4)  /* puts spout and handle at equal distances from the sides */
#define BODY_BOTTOM   190.0
#define BASE_TOP      193.0
#define BASE_BOTTOM   209.0
#define LIFT          22.0
#define HIGH_CONTRAST 15.0
#define MOVING_WISPS  3

/* Colours are 0xRRGGBB, 0 is "none"; paths are for trace(). */
typedef struct {
  const char *shape;
  const char *path; /* what is stroked on it */
  double width;     /* of that stroke */
  guint32 disc;
  guint32 glyph;
} Badge;

struct _KettleDrawingArt {
  guint32 hot[2];     /* upper and lower end of the sight glass */
  guint32 lamp;       /* the light in the base */
  int wisps;          /* of steam: MOVING_WISPS move, fewer stand still */
  const Badge *badge; /* (nullable) */
  double pale;        /* 0 full colours, 1 invisible */
  gboolean glow;
  gboolean lifted;
  gboolean dots;
};

static const char body_path[] = "M71 70 L139 70 C148 70 151.5 75 153.5 84 C160 113 165 148 167 179 "
                                "C167.5 186 164 190 157 190 L53 190 C46 190 42.5 186 43 179 "
                                "C45 148 50 113 56.5 84 C58.5 75 62 70 71 70 Z";
static const char spout_path[] = "M66 79 C53 79 44 80 31 85 C27.5 86.5 27 90.5 29.5 93 "
                                 "C38 101.5 43 113 48 133 L66 120 Z";
static const char handle_path[] = "M145 87 C181 77 189 98 186 122 C184 142 176 157 159 163";
static const char lid_path[] = "M68 67 C65 67 64.5 65 66 62.5 C75 47 135 47 144 62.5 "
                               "C145.5 65 145 67 142 67 Z";
static const char disc_path[] = "M16 0 C16 8.8 8.8 16 0 16 C-8.8 16 -16 8.8 -16 0 "
                                "C-16 -8.8 -8.8 -16 0 -16 C8.8 -16 16 -8.8 16 0 Z";
static const Badge badge_check = { disc_path, "M-7.5 0.5 L-2 6 L8 -5.5", 4, 0x2a9d5c, 0xffffff };
static const Badge badge_waves = {
  disc_path, "M-6.5 8 C-11.5 2 -1.5 -2 -6.5 -8 M0 8 C-5 2 5 -2 0 -8 M6.5 8 C1.5 2 11.5 -2 6.5 -8",
  3, 0xe8842a, 0xffffff
};
static const Badge badge_warning = { "M0 -15 L17 14 L-17 14 Z", "M0 -6.5 L0 2.5 M0 9 L0 9.1", 4,
                                     0xffc72e, 0x3a2a00 };
static const Badge badge_cross = { disc_path, "M-6 -6 L6 6 M6 -6 L-6 6", 4, 0, 0 };
static const Badge badge_question = {
  disc_path, "M-5.2 -4.5 C-5 -12 5.5 -11.5 5.5 -5 C5.5 -0.5 0 -0.5 0 4 M0 9.5 L0 9.6", 4, 0, 0
};

static const KettleDrawingArt away_art[] = {
  [KETTLE_LIFE_NONE] = { .pale = 0.62 },
  [KETTLE_LIFE_CONNECTING] = { .pale = 0.55, .dots = TRUE },
  [KETTLE_LIFE_UNREACHABLE] = { .pale = 0.62, .badge = &badge_cross },
  [KETTLE_LIFE_NOT_A_KETTLE] = { .pale = 0.62, .badge = &badge_question },
};

/* While connected. */
static const KettleDrawingArt phase_art[] = {
  [KETTLE_PHASE_UNKNOWN] = { .pale = 0.55, .dots = TRUE },
  [KETTLE_PHASE_OFF] = { .lamp = 0 },
  [KETTLE_PHASE_HEATING] = { .hot = { 0xffc15e, 0xec7a12 },
                             .lamp = 0xff9a2e,
                             .wisps = MOVING_WISPS },
  [KETTLE_PHASE_READY] = { .hot = { 0xff7c5c, 0xd7321f }, .wisps = 1, .badge = &badge_check },
  [KETTLE_PHASE_KEEPING_WARM] = { .hot = { 0xffd79a, 0xf3a04a },
                                  .lamp = 0xffb765,
                                  .badge = &badge_waves,
                                  .glow = TRUE },
  [KETTLE_PHASE_LIFTED] = { .lifted = TRUE },
  [KETTLE_PHASE_PROBLEM] = { .lamp = 0xed3b2b, .badge = &badge_warning },
};

/* Of outlines in high contrast, when the kettle is out of reach. */
static const double dashes[] = { 6, 5 };

typedef enum {
  BODY_LIGHT,
  BODY_MIDDLE,
  BODY_SHADE,
  SPOUT_LIGHT,
  SPOUT_SHADE,
  TRIM_LIGHT, /* handle, lid, base */
  TRIM_SHADE,
  GLASS,
  RIM, /* of the glass */
  N_TONES,
} Tone;

static const guint32 tones_on_light[N_TONES] = { 0xf1f4f6, 0xcdd4da, 0xa3adb6, 0xbac2ca, 0x939da7,
                                                 0x56565e, 0x333338, 0xf4f7f9, 0x98a3ad };
static const guint32 tones_on_dark[N_TONES] = { 0xd9dde1, 0xafb6bd, 0x7d868f, 0x9ba3ab, 0x6f7881,
                                                0x777880, 0x54555c, 0x45494e, 0x6a727a };

typedef struct {
  GdkRGBA background;
  GdkRGBA foreground;
  GdkRGBA steam;
  GdkRGBA tones[N_TONES];
  double shadow;  /* opacity */
  double outline; /* units; 0 where shading is enough */
} Palette;

/* Colours */

static GdkRGBA
rgb (guint32 hex)
{
  return (GdkRGBA){ ((hex >> 16) & 0xff) / 255.0, ((hex >> 8) & 0xff) / 255.0, (hex & 0xff) / 255.0,
                    1.0 };
}

static GdkRGBA
mix (GdkRGBA a, GdkRGBA b, double amount)
{
  return (GdkRGBA){ a.red + (b.red - a.red) * amount, a.green + (b.green - a.green) * amount,
                    a.blue + (b.blue - a.blue) * amount, 1.0 };
}

/* Relative luminance as the Web Content Accessibility Guidelines define it, 0 to 1. */
static double
luminance (const GdkRGBA *colour)
{
  const double channels[] = { colour->red, colour->green, colour->blue };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++) {
    double c = channels[i];

    sum += weights[i] * (c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
  }
  return sum;
}

static void
set_colour (cairo_t *cr, const GdkRGBA *colour, double alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, alpha);
}

static void
add_stop (cairo_pattern_t *pattern, double offset, const GdkRGBA *colour, double alpha)
{
  cairo_pattern_add_color_stop_rgba (pattern, offset, colour->red, colour->green, colour->blue,
                                     alpha);
}

/* Sets a gradient from (x1, y1) to (x2, y2), of two colours side by side in memory, as source. */
static void
set_gradient (cairo_t *cr, double x1, double y1, double x2, double y2, const GdkRGBA colours[2])
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (x1, y1, x2, y2);

  add_stop (pattern, 0, &colours[0], 1);
  add_stop (pattern, 1, &colours[1], 1);
  cairo_set_source (cr, pattern);
  cairo_pattern_destroy (pattern);
}

static void
palette_init (Palette *palette,
              const GdkRGBA *foreground,
              const GdkRGBA *background,
              gboolean high_contrast,
              double pale)
{
  double front = luminance (foreground), back;

  palette->foreground = *foreground;
  if (background != NULL)
    palette->background = *background;
  else
    palette->background = front > 0.4 ? rgb (0x303030) : rgb (0xf6f5f4);
  back = luminance (&palette->background);
  if ((MAX (front, back) + 0.05) / (MIN (front, back) + 0.05) > HIGH_CONTRAST)
    high_contrast = TRUE;

  palette->steam = mix (palette->foreground, palette->background, high_contrast ? 0 : 0.35);
  palette->outline = high_contrast ? 3 : 0;
  palette->shadow = high_contrast ? 0 : back < front ? 0.38 : 0.14;
  for (int i = 0; i < N_TONES; i++) {
    gboolean solid = i == RIM || ((i == TRIM_LIGHT || i == TRIM_SHADE) && pale == 0);
    guint32 tone = back < front ? tones_on_dark[i] : tones_on_light[i];

    if (high_contrast)
      palette->tones[i] = solid ? palette->foreground : palette->background;
    else
      palette->tones[i] = mix (rgb (tone), palette->background, pale);
  }
}

/* Shapes */

static void
rounded_path (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  for (int i = 0; i < 4; i++)
    cairo_arc (cr, i < 2 ? x + width - radius : x + radius,
               i % 3 == 0 ? y + radius : y + height - radius, radius, (i - 1) * G_PI_2, i * G_PI_2);
  cairo_close_path (cr);
}

/* Traces a path written as in SVG, in absolute coordinates with the verbs M, L, C and Z. */
static void
trace (cairo_t *cr, const char *path)
{
  while (*path != '\0') {
    const char verb = *path++;
    const int count = verb == 'C' ? 6 : verb == 'Z' ? 0 : 2;
    double p[6];

    for (int i = 0; i < count; i++) {
      char *end;

      p[i] = g_ascii_strtod (path, &end);
      path = end + strspn (end, " ,");
    }
    if (verb == 'M')
      cairo_move_to (cr, p[0], p[1]);
    else if (verb == 'L')
      cairo_line_to (cr, p[0], p[1]);
    else if (verb == 'C')
      cairo_curve_to (cr, p[0], p[1], p[2], p[3], p[4], p[5]);
    else
      cairo_close_path (cr);
    path += strspn (path, " ");
  }
}

/* Fills the path with the source; in high contrast draws its outline, dashed when out of reach. */
static void
fill_shape (cairo_t *cr, const KettleDrawingArt *art, const Palette *palette)
{
  cairo_fill_preserve (cr);
  if (palette->outline > 0) {
    set_colour (cr, &palette->foreground, 1);
    cairo_set_line_width (cr, palette->outline);
    cairo_set_dash (cr, dashes, art->pale > 0 ? G_N_ELEMENTS (dashes) : 0, 0);
    cairo_stroke_preserve (cr);
    cairo_set_dash (cr, NULL, 0, 0);
  }
  cairo_new_path (cr);
}

/* A soft round spot of light or shadow. */
static void
draw_spot (cairo_t *cr, const GdkRGBA *colour, double alpha, double y, double width, double height)
{
  cairo_pattern_t *pattern = cairo_pattern_create_radial (0, 0, 0, 0, 0, 1);

  cairo_save (cr);
  cairo_translate (cr, CENTRE, y);
  cairo_scale (cr, width / 2, height / 2);
  add_stop (pattern, 0, colour, alpha);
  add_stop (pattern, 0.5, colour, alpha * 0.55);
  add_stop (pattern, 0.78, colour, alpha * 0.16);
  add_stop (pattern, 1, colour, 0);
  cairo_set_source (cr, pattern);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_pattern_destroy (pattern);
}

static void
draw_base (cairo_t *cr, const KettleDrawingArt *art, const Palette *palette)
{
  const GdkRGBA lamp = rgb (art->lamp), black = rgb (0);

  if (palette->shadow > 0)
    draw_spot (cr, &black, palette->shadow * (1 - art->pale), BASE_BOTTOM + 1, 168, 18);
  if (art->lifted) {
    /* The plug that the kettle stands on. */
    set_colour (cr, &palette->tones[TRIM_LIGHT], 1);
    rounded_path (cr, CENTRE - 11, BASE_TOP - 6, 22, 12, 3);
    fill_shape (cr, art, palette);
  }
  set_gradient (cr, 0, BASE_TOP, 0, BASE_BOTTOM, &palette->tones[TRIM_LIGHT]);
  rounded_path (cr, CENTRE - 66, BASE_TOP, 132, BASE_BOTTOM - BASE_TOP, 7.5);
  fill_shape (cr, art, palette);

  rounded_path (cr, CENTRE - 22, BASE_TOP + 5.75, 44, 4.5, 2.25);
  if (art->lamp != 0)
    set_colour (cr, &lamp, 1);
  else
    set_colour (cr, &black, palette->outline > 0 ? 0 : 0.28 * (1 - art->pale));
  cairo_fill (cr);
  if (art->lamp != 0 && palette->outline == 0)
    draw_spot (cr, &lamp, 0.45, BASE_TOP + 8, 92, 22);
}

static void
draw_handle (cairo_t *cr, const KettleDrawingArt *art, const Palette *palette)
{
  gboolean dashed = palette->outline > 0 && art->pale > 0;

  trace (cr, handle_path);
  set_gradient (cr, CENTRE + 44, 80, CENTRE + 90, 150, &palette->tones[TRIM_LIGHT]);
  cairo_set_line_width (cr, 15);
  if (dashed) {
    set_colour (cr, &palette->foreground, 1);
    cairo_set_line_width (cr, palette->outline);
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_body (cairo_t *cr, const KettleDrawingArt *art, const Palette *palette)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (CENTRE - 62, 0, CENTRE + 62, 0);

  set_gradient (cr, 30, 84, 56, 124, &palette->tones[SPOUT_LIGHT]);
  trace (cr, spout_path);
  fill_shape (cr, art, palette);

  add_stop (pattern, 0, &palette->tones[BODY_MIDDLE], 1);
  add_stop (pattern, 0.22, &palette->tones[BODY_LIGHT], 1);
  add_stop (pattern, 0.5, &palette->tones[BODY_MIDDLE], 1);
  add_stop (pattern, 1, &palette->tones[BODY_SHADE], 1);
  cairo_set_source (cr, pattern);
  cairo_pattern_destroy (pattern);
  trace (cr, body_path);
  fill_shape (cr, art, palette);
  if (palette->outline > 0)
    return;
  /* The ring at its foot. */
  cairo_save (cr);
  trace (cr, body_path);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.10 * (1 - art->pale));
  cairo_rectangle (cr, 0, BODY_BOTTOM - 9, KETTLE_DRAWING_ART_WIDTH, 9);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_lid (cairo_t *cr, const KettleDrawingArt *art, const Palette *palette)
{
  set_gradient (cr, 0, 34, 0, 50, &palette->tones[TRIM_LIGHT]);
  cairo_arc (cr, CENTRE, 42, 8, 0, 2 * G_PI);
  fill_shape (cr, art, palette);
  set_gradient (cr, 0, 48, 0, 68, &palette->tones[TRIM_LIGHT]);
  trace (cr, lid_path);
  fill_shape (cr, art, palette);
}

static void
draw_glass (cairo_t *cr, const KettleDrawingArt *art, const Palette *palette)
{
  const double top = 98, height = 72, width = 24;
  const GdkRGBA hot[] = { rgb (art->hot[0]), rgb (art->hot[1]) };

  rounded_path (cr, CENTRE - width / 2, top, width, height, width / 2);
  if (art->hot[0] != 0)
    set_gradient (cr, 0, top, 0, top + height, hot);
  else
    set_colour (cr, &palette->tones[GLASS], 1);
  cairo_fill_preserve (cr);
  set_colour (cr, &palette->tones[RIM], 1);
  cairo_set_line_width (cr, palette->outline > 0 ? palette->outline : 1.6);
  cairo_stroke (cr);
  if (palette->outline == 0 && !art->dots) {
    /* A reflection. */
    rounded_path (cr, CENTRE - 7.5, top + 8, 4, height - 22, 2);
    cairo_set_source_rgba (cr, 1, 1, 1, (art->hot[0] != 0 ? 0.42 : 0.22) * (1 - art->pale));
    cairo_fill (cr);
  }
  set_colour (cr, &palette->foreground, palette->outline > 0 ? 1 : 0.5);
  for (int i = -1; art->dots && i <= 1; i++) {
    cairo_arc (cr, CENTRE, top + height / 2 + i * 15, 3.4, 0, 2 * G_PI);
    cairo_fill (cr);
  }
}

/* Two small arcs between the kettle in the air and its base. */
static void
draw_lift_arcs (cairo_t *cr, const Palette *palette)
{
  cairo_save (cr);
  set_colour (cr, &palette->steam, palette->outline > 0 ? 1 : 0.7);
  cairo_set_line_width (cr, 3);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  trace (cr, "M31 182 C26 177 24 171 24 164 M179 182 C184 177 186 171 186 164");
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* One wisp rises from the spout: it comes, and fades; it sways the more the higher it is. */
static void
draw_wisp (cairo_t *cr, const Palette *palette, int wisp, double time, double opacity)
{
  static const double feet[MOVING_WISPS] = { 38, 23, 53 };
  static const double starts[MOVING_WISPS] = { 72, 78, 74 };
  static const double ends[MOVING_WISPS] = { 4, 16, 22 };
  const int steps = 32;
  const double start = starts[wisp], rise = start - ends[wisp];
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, start, 0, ends[wisp]);

  for (int i = 0; i <= steps; i++) {
    double u = i / (double) steps;
    double sway = (2.0 + 3.4 * u) * sin (u * rise / 7.2 - time * 2.6 + wisp * 1.7);

    cairo_line_to (cr, feet[wisp] + sway, start - u * rise);
  }
  add_stop (pattern, 0, &palette->steam, palette->outline > 0 ? opacity : 0);
  add_stop (pattern, 0.3, &palette->steam, opacity);
  add_stop (pattern, 0.6, &palette->steam, opacity * 0.85);
  add_stop (pattern, 1, &palette->steam, palette->outline > 0 ? opacity : 0);
  cairo_set_source (cr, pattern);
  cairo_set_line_width (cr, 5);
  cairo_stroke (cr);
  cairo_pattern_destroy (pattern);
}

static void
draw_steam (cairo_t *cr, const KettleDrawingArt *art, const Palette *palette, double time)
{
  gboolean moving = art->wisps == MOVING_WISPS;
  double opacity = palette->outline > 0 ? 1 : moving ? 0.6 : 0.35;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (int wisp = 0; wisp < art->wisps; wisp++)
    draw_wisp (cr, palette, wisp, moving ? time : 0, opacity);
}

static void
draw_badge (cairo_t *cr, const KettleDrawingArt *art, const Palette *palette)
{
  const Badge *badge = art->badge;
  GdkRGBA disc, glyph;

  if (badge == NULL)
    return;
  disc = rgb (badge->disc);
  glyph = rgb (badge->glyph);
  if (palette->outline > 0) {
    disc = palette->foreground;
    glyph = palette->background;
  } else if (badge->disc == 0) {
    disc = mix (palette->foreground, palette->background, 0.35);
    glyph = palette->background;
  }

  cairo_save (cr);
  cairo_translate (cr, CENTRE + 56, 174);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  trace (cr, badge->shape);
  set_colour (cr, &palette->background, 1);
  cairo_set_line_width (cr, 13);
  cairo_stroke_preserve (cr);
  set_colour (cr, &disc, 1);
  cairo_set_line_width (cr, 6);
  cairo_stroke_preserve (cr);
  cairo_fill (cr);
  trace (cr, badge->path);
  set_colour (cr, &glyph, 1);
  cairo_set_line_width (cr, badge->width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_kettle (cairo_t *cr, const KettleDrawingArt *art, const Palette *palette, double steam_time)
{
  const GdkRGBA warmth = rgb (0xff9a3c);

  if (art->glow && palette->outline == 0)
    draw_spot (cr, &warmth, 0.4, 132, 190, 190);
  draw_base (cr, art, palette);
  cairo_save (cr);
  if (art->lifted) {
    /* In the hand, tilted a little. */
    cairo_translate (cr, CENTRE, BODY_BOTTOM);
    cairo_rotate (cr, -0.09);
    cairo_translate (cr, -CENTRE, -BODY_BOTTOM - LIFT);
  }
  draw_handle (cr, art, palette);
  draw_body (cr, art, palette);
  draw_lid (cr, art, palette);
  draw_glass (cr, art, palette);
  cairo_restore (cr);
  if (art->lifted)
    draw_lift_arcs (cr, palette);
  draw_steam (cr, art, palette, steam_time);
  draw_badge (cr, art, palette);
}

/**
 * kettle_drawing_art_get:
 * @connection: whether the kettle is reached
 * @phase: what the kettle is doing; only looked at while connected
 *
 * Returns: (transfer none): what the kettle looks like then
 */
const KettleDrawingArt *
kettle_drawing_art_get (KettleLife connection, KettlePhase phase)
{
  g_return_val_if_fail ((guint) connection < G_N_ELEMENTS (away_art), NULL);
  g_return_val_if_fail ((guint) phase < G_N_ELEMENTS (phase_art), NULL);

  return connection == KETTLE_LIFE_CONNECTED ? &phase_art[phase] : &away_art[connection];
}

/**
 * kettle_drawing_art_is_moving:
 * @art: what the kettle looks like
 *
 * Returns: whether the picture changes with the time: the kettle heats and steams
 */
gboolean
kettle_drawing_art_is_moving (const KettleDrawingArt *art)
{
  g_return_val_if_fail (art != NULL, FALSE);

  return art->wisps == MOVING_WISPS;
}

/**
 * kettle_drawing_art_get_moving_area:
 * @area: (out): where moving steam can be, in the picture's units
 *
 * Nothing outside of it changes with the time.
 */
void
kettle_drawing_art_get_moving_area (GdkRectangle *area)
{
  g_return_if_fail (area != NULL);

  *area = (GdkRectangle){ 6 + SHIFT, 0, 64, 84 };
}

/**
 * kettle_drawing_art_draw:
 * @art: what the kettle looks like
 * @cr: where to draw, so scaled that the picture is #KETTLE_DRAWING_ART_WIDTH by
 *   #KETTLE_DRAWING_ART_HEIGHT units with its upper left corner at the origin; left as it was
 * @foreground: the theme's colour of text
 * @background: (nullable): the theme's colour behind the picture, %NULL where it names none: one
 *   that goes with @foreground is taken then
 * @high_contrast: whether the theme is meant for people who need contrast; where the two colours
 *   are as far apart as in such a theme, it counts as one anyway
 * @steam_time: for how long the steam has moved, in seconds; without effect where it stands still
 *
 * Draws the picture over what is there.
 */
void
kettle_drawing_art_draw (const KettleDrawingArt *art,
                         cairo_t *cr,
                         const GdkRGBA *foreground,
                         const GdkRGBA *background,
                         gboolean high_contrast,
                         double steam_time)
{
  Palette palette;

  g_return_if_fail (art != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (foreground != NULL);

  palette_init (&palette, foreground, background, high_contrast, art->pale);
  cairo_save (cr);
  cairo_translate (cr, SHIFT, 0);
  draw_kettle (cr, art, &palette, steam_time);
  cairo_restore (cr);
}
