// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "support/test-wait.h"
#include "ui/kettle-finder.h"
#include "ui/kettle-window-private.h"

#include <net/if.h>

/*
 * show-window FOLDER
 * Not a test: draws the window and the finder in every state and theme, for eyes.
 */

typedef struct {
  KettleSnapshot snapshot;
  const char *host;
  const char *notice;
  const char *offer;
  int width;
  int height;
} Scene;

typedef struct {
  const char *name;
  const char *theme;
  gboolean dark;
} Look;

static const Look looks[] = {
  { "light", "Adwaita", FALSE },
  { "dark", "Adwaita", TRUE },
  { "contrast", "HighContrast", FALSE },
  { "contrast-dark", "HighContrastInverse", TRUE },
};

#define N_SCENES 14
#define COLUMNS  7

static void
fill_scenes (Scene scenes[N_SCENES])
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const KettleSnapshot off = { .connection = KETTLE_LIFE_CONNECTED,
                               .phase = KETTLE_PHASE_OFF,
                               .phase_since = now };

  for (guint i = 0; i < N_SCENES; i++)
    scenes[i] = (Scene){ .snapshot = off, .host = "192.168.1.20", .width = 380, .height = 593 };

  scenes[1].snapshot.phase = KETTLE_PHASE_HEATING;
  scenes[1].snapshot.on = TRUE;
  scenes[1].snapshot.target_temperature = 95;
  scenes[1].snapshot.warm = TRUE;
  scenes[1].snapshot.warm_minutes = 10;
  scenes[1].snapshot.heating_since = now - 72;
  scenes[2].snapshot.phase = KETTLE_PHASE_READY;
  scenes[2].snapshot.reached_temperature = 100;
  scenes[3].snapshot.phase = KETTLE_PHASE_KEEPING_WARM;
  scenes[3].snapshot.on = TRUE;
  scenes[3].snapshot.warm = TRUE;
  scenes[3].snapshot.warm_minutes = 20;
  scenes[3].snapshot.phase_since = now - 200;
  scenes[4].snapshot.phase = KETTLE_PHASE_LIFTED;
  scenes[5].snapshot.phase = KETTLE_PHASE_PROBLEM;
  scenes[6].snapshot = (KettleSnapshot){ .connection = KETTLE_LIFE_UNREACHABLE,
                                         .trouble = KETTLE_TROUBLE_UNREACHABLE,
                                         .last_seen = now - 600,
                                         .retry_at = now + 20 };
  scenes[7].snapshot = (KettleSnapshot){ .connection = KETTLE_LIFE_NOT_A_KETTLE,
                                         .trouble = KETTLE_TROUBLE_NOT_A_KETTLE };
  scenes[8].snapshot = (KettleSnapshot){ .connection = KETTLE_LIFE_NONE };
  scenes[8].host = NULL;
  scenes[9].snapshot = (KettleSnapshot){ .connection = KETTLE_LIFE_UNREACHABLE,
                                         .trouble = KETTLE_TROUBLE_OTHER_NETWORK };
  scenes[9].width = 360;
  scenes[9].height = 553;
  scenes[10].snapshot = (KettleSnapshot){ .connection = KETTLE_LIFE_CONNECTING };
  scenes[11].notice = "The kettle did not answer. Nothing was switched on.";
  scenes[12].snapshot = scenes[6].snapshot;
  scenes[12].offer = "A kettle was found at 192.168.1.30. Is it yours?";
  scenes[12].width = 360;
  scenes[12].height = 553;
  scenes[13].snapshot = scenes[1].snapshot;
  scenes[13].width = 700;
  scenes[13].height = 653;
}

static void
add_actions (GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "on", .state = "false" },
    { .name = "off" },
    { .name = "temperature", .parameter_type = "i", .state = "0" },
    { .name = "warm", .state = "false" },
    { .name = "warm-minutes", .parameter_type = "i", .state = "0" },
    { .name = "find-kettle" },
    { .name = "connect-here" },
    { .name = "use-found" },
    { .name = "about" },
    { .name = "quit" },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), NULL);
}

static void
set_state (GActionMap *map, const char *name, GVariant *state, gboolean enabled)
{
  GSimpleAction *action = G_SIMPLE_ACTION (g_action_map_lookup_action (map, name));

  g_simple_action_set_state (action, state);
  g_simple_action_set_enabled (action, enabled);
}

static void
set_scene (KettleWindow *window, GActionMap *map, const Scene *scene)
{
  const KettleSnapshot *snapshot = &scene->snapshot;
  gboolean chosen = snapshot->connection != KETTLE_LIFE_NONE;
  gboolean connected = snapshot->connection == KETTLE_LIFE_CONNECTED;

  set_state (map, "on", g_variant_new_boolean (snapshot->on), chosen);
  set_state (map, "temperature", g_variant_new_int32 (snapshot->target_temperature), chosen);
  set_state (map, "warm", g_variant_new_boolean (snapshot->warm), connected);
  set_state (map, "warm-minutes", g_variant_new_int32 (snapshot->warm_minutes), connected);
  kettle_window_show_snapshot (window, snapshot, scene->host, 2000);
  kettle_window_set_notice (window, scene->notice);
  if (scene->offer != NULL)
    kettle_window_set_offer (window, scene->offer, "_Use It", "app.use-found");
  else
    kettle_window_set_offer (window, NULL, NULL, NULL);
  gtk_window_resize (GTK_WINDOW (window), scene->width, scene->height);
}

/* A window manager that is not there answers nothing: let the window settle by itself. */
static void
settle (void)
{
  test_never (FALSE, 250);
}

static void
draw_sheet (KettleWindow *window, GActionMap *map, const Scene *scenes, const char *file_name)
{
  const int cell = 400, row = 720;
  const int width = cell * COLUMNS + 320, height = row * (N_SCENES / COLUMNS);
  cairo_surface_t *sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (sheet);

  cairo_set_source_rgb (cr, 0.60, 0.65, 0.69);
  cairo_paint (cr);
  for (int i = 0; i < N_SCENES; i++) {
    GdkWindow *surface = NULL;
    g_autoptr (GdkPixbuf) picture = NULL;

    set_scene (window, map, &scenes[i]);
    settle ();
    surface = gtk_widget_get_window (GTK_WIDGET (window));
    picture = gdk_pixbuf_get_from_window (surface, 0, 0, gdk_window_get_width (surface),
                                          gdk_window_get_height (surface));
    gdk_cairo_set_source_pixbuf (cr, picture, i % COLUMNS * cell + 10, i / COLUMNS * row + 10);
    cairo_paint (cr);
  }
  cairo_surface_write_to_png (sheet, file_name);
  cairo_destroy (cr);
  cairo_surface_destroy (sheet);
  g_print ("%s\n", file_name);
}

/* What stands in the finder's network, in which all addresses are this machine's own. */
typedef struct {
  KettleEmulator *kettles[2];
  GSocket *silent; /* makes a look last */
  KettleScanner *scanner;
  KettleFinder *finder;
} Finding;

static void
add_kettles (Finding *finding)
{
  guint port = 0;

  for (guint i = 0; i < G_N_ELEMENTS (finding->kettles); i++) {
    g_autofree char *host = g_strdup_printf ("127.77.0.%u", 20 + i);
    g_autoptr (GError) error = NULL;

    g_object_get (finding->scanner, "port", &port, NULL);
    finding->kettles[i] = kettle_emulator_new ();
    if (!kettle_emulator_listen (finding->kettles[i], host, (guint16) port, &error))
      g_error ("%s", error->message);
  }
}

static void
remove_kettles (Finding *finding)
{
  for (guint i = 0; i < G_N_ELEMENTS (finding->kettles); i++) {
    if (finding->kettles[i] != NULL)
      kettle_emulator_shut_down (finding->kettles[i]);
    g_clear_object (&finding->kettles[i]);
  }
}

static void
add_silent_host (Finding *finding)
{
  g_autoptr (GSocketAddress) address = NULL;
  guint port = 0;

  g_object_get (finding->scanner, "port", &port, NULL);
  finding->silent =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  address = g_inet_socket_address_new_from_string ("127.77.0.50", port);
  g_socket_bind (finding->silent, address, TRUE, NULL);
  g_socket_listen (finding->silent, NULL);
}

static const char *
complain (const char *text)
{
  return "This address is outside your local network, and a kettle has no protection of its own: "
         "enter an address of your own network, such as 192.168.1.20.";
}

static void
look (Finding *finding)
{
  kettle_scanner_start (finding->scanner, NULL);
  test_wait_for (!kettle_scanner_is_running (finding->scanner), 10000);
}

/* Returns: whether there is such a scene */
static gboolean
set_finder_scene (Finding *finding, guint scene)
{
  kettle_finder_set_first (finding->finder, scene == 0);
  switch (scene) {
  case 0:
    kettle_scanner_clear (finding->scanner);
    gtk_widget_hide (GTK_WIDGET (finding->finder));
    kettle_finder_set_judge (finding->finder, NULL);
    kettle_finder_set_address (finding->finder, "");
    gtk_window_present (GTK_WINDOW (finding->finder));
    return TRUE;
  case 1:
    add_kettles (finding);
    add_silent_host (finding);
    kettle_scanner_start (finding->scanner, NULL);
    return TRUE;
  case 2:
    kettle_scanner_cancel (finding->scanner);
    g_clear_object (&finding->silent);
    kettle_scanner_set_own (finding->scanner, "127.77.0.20", 2000, TRUE);
    look (finding);
    kettle_scanner_set_own (finding->scanner, NULL, 0, FALSE);
    return TRUE;
  case 3:
    remove_kettles (finding);
    look (finding);
    return TRUE;
  case 4:
    kettle_finder_set_judge (finding->finder, complain);
    gtk_widget_hide (GTK_WIDGET (finding->finder));
    kettle_finder_set_address (finding->finder, "8.8.8.8");
    gtk_window_present (GTK_WINDOW (finding->finder));
    return TRUE;
  default:
    return FALSE;
  }
}

static void
draw_finder (KettleWindow *window, const char *file_name)
{
  const KettleInterface interface = { "test0", IFF_UP | IFF_RUNNING, 0x7f4d0001, 0xffffff00 };
  Finding finding = { .scanner = kettle_scanner_new () };
  cairo_surface_t *sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 5 * 500, 660);
  cairo_t *cr = cairo_create (sheet);

  kettle_scanner_set_surroundings (finding.scanner,
                                   kettle_surroundings_new (&interface, 1, NULL, NULL));
  finding.finder = kettle_finder_new (GTK_WINDOW (window), finding.scanner);
  cairo_set_source_rgb (cr, 0.60, 0.65, 0.69);
  cairo_paint (cr);
  for (guint i = 0; set_finder_scene (&finding, i); i++) {
    GdkWindow *surface = NULL;
    g_autoptr (GdkPixbuf) picture = NULL;

    gtk_window_resize (GTK_WINDOW (finding.finder), 440, 1);
    settle ();
    surface = gtk_widget_get_window (GTK_WIDGET (finding.finder));
    picture = gdk_pixbuf_get_from_window (surface, 0, 0, gdk_window_get_width (surface),
                                          gdk_window_get_height (surface));
    gdk_cairo_set_source_pixbuf (cr, picture, i * 500 + 5, 10);
    cairo_paint (cr);
  }
  cairo_surface_write_to_png (sheet, file_name);
  cairo_destroy (cr);
  cairo_surface_destroy (sheet);
  gtk_widget_destroy (GTK_WIDGET (finding.finder));
  kettle_scanner_clear (finding.scanner);
  g_object_unref (finding.scanner);
  g_print ("%s\n", file_name);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (KettleLink) link = NULL;
  g_autoptr (KettleModel) model = NULL;
  KettleWindow *window = NULL;
  Scene scenes[N_SCENES];

  gtk_init (&argc, &argv);
  application = gtk_application_new (APP_ID, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  add_actions (G_ACTION_MAP (application));
  link = kettle_link_new ();
  model = kettle_model_new (link);
  window = kettle_window_new (application, model);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name",
                "Cantarell 11", NULL);
  gtk_window_present (GTK_WINDOW (window));
  fill_scenes (scenes);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++) {
    g_autofree char *name = g_strdup_printf ("window-%s.png", looks[i].name);
    g_autofree char *finder_name = g_strdup_printf ("finder-%s.png", looks[i].name);
    g_autofree char *path = g_build_filename (argc > 1 ? argv[1] : ".", name, NULL);
    g_autofree char *finder_path = g_build_filename (argc > 1 ? argv[1] : ".", finder_name, NULL);

    g_object_set (gtk_settings_get_default (), "gtk-theme-name", looks[i].theme,
                  "gtk-application-prefer-dark-theme", looks[i].dark, NULL);
    draw_sheet (window, G_ACTION_MAP (application), scenes, path);
    draw_finder (window, finder_path);
  }
  gtk_widget_destroy (GTK_WIDGET (window));

  return 0;
}
