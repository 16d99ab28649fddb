// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-assistant.h"

#include "ui/kettle-wifi-advanced-page.h"
#include "ui/kettle-wifi-backup-page.h"
#include "ui/kettle-wifi-look-page.h"
#include "ui/kettle-wifi-network-page.h"
#include "ui/kettle-wifi-progress-page.h"
#include "ui/kettle-wifi-result-page.h"
#include "ui/kettle-wifi-summary-page.h"
#include "ui/kettle-wifi-where-page.h"

#include <glib/gi18n.h>

#define WIDTH  540
#define HEIGHT 620

struct _KettleWifiAssistant {
  GtkWindow parent_instance;

  GtkWidget *back;
  GtkWidget *next;
  GtkWidget *scroller;
  GtkWidget *stack;
  KettleWifiPage *pages[KETTLE_WIFI_PLACE_CLOSED];
  KettleWifiPlace place; /* 0 before it has begun */
  GArray *history;       /* of KettleWifiPlace: where Back leads, the last one next */
  KettleWifiErrand *errand;
  gboolean told;    /* whether it was told where the kettle is */
  gboolean closing; /* whether it goes when what is written is at its end */
};

G_DEFINE_FINAL_TYPE (KettleWifiAssistant, kettle_wifi_assistant, GTK_TYPE_WINDOW)

static guint found_signal;

static KettleWifiProgressPage *
get_progress (KettleWifiAssistant *self)
{
  return KETTLE_WIFI_PROGRESS_PAGE (self->pages[KETTLE_WIFI_PLACE_PROGRESS]);
}

static void
update_next (KettleWifiAssistant *self)
{
  KettleWifiPage *page = self->pages[self->place];
  GtkStyleContext *style = gtk_widget_get_style_context (self->next);
  const char *label = kettle_wifi_page_get_next (page);
  const gboolean plain = kettle_wifi_page_get_style (page) == KETTLE_WIFI_PAGE_PLAIN;
  const gboolean destructive = kettle_wifi_page_get_style (page) == KETTLE_WIFI_PAGE_DESTRUCTIVE;

  gtk_widget_set_visible (self->next, label != NULL);
  gtk_button_set_label (GTK_BUTTON (self->next), label != NULL ? label : "");
  gtk_widget_set_sensitive (self->next, kettle_wifi_page_is_ready (page));
  if (destructive) {
    gtk_style_context_remove_class (style, GTK_STYLE_CLASS_SUGGESTED_ACTION);
    gtk_style_context_add_class (style, GTK_STYLE_CLASS_DESTRUCTIVE_ACTION);
  } else {
    gtk_style_context_remove_class (style, GTK_STYLE_CLASS_DESTRUCTIVE_ACTION);
    gtk_style_context_add_class (style, GTK_STYLE_CLASS_SUGGESTED_ACTION);
  }
  /* Enter, held a moment too long on the page before, must not write. */
  gtk_window_set_default (GTK_WINDOW (self), plain && label != NULL ? self->next : NULL);
}

static void
update_back (KettleWifiAssistant *self)
{
  const gboolean first = self->history->len == 0;
  const gboolean writing = self->place == KETTLE_WIFI_PLACE_PROGRESS;

  gtk_button_set_label (GTK_BUTTON (self->back), first || writing ? _ ("_Cancel") : _ ("_Back"));
  gtk_widget_set_visible (self->back, self->place != KETTLE_WIFI_PLACE_RESULT);
  gtk_widget_set_sensitive (self->back,
                            !writing || kettle_wifi_progress_page_can_cancel (get_progress (self)));
}

/* Where the next step is, unless the page has taken the focus to where something is to be done
 * first: never on the button that writes. */
static void
update_focus (KettleWifiAssistant *self)
{
  GtkWidget *page = GTK_WIDGET (self->pages[self->place]);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, page))
    return;
  /* A key held on the button that writes must not cancel at once; Esc does. */
  if (self->place == KETTLE_WIFI_PLACE_PROGRESS)
    return;

  if (kettle_wifi_page_get_style (KETTLE_WIFI_PAGE (page)) == KETTLE_WIFI_PAGE_PLAIN
      && gtk_widget_is_sensitive (self->next) && gtk_widget_get_visible (self->next))
    gtk_widget_grab_focus (self->next);
  else if (gtk_widget_get_visible (self->back) && gtk_widget_is_sensitive (self->back))
    gtk_widget_grab_focus (self->back);
}

static void
on_page_changed (KettleWifiPage *page, KettleWifiAssistant *self)
{
  const char *host;
  const gboolean was_sensitive = gtk_widget_get_sensitive (self->next);

  if (self->place == 0 || page != self->pages[self->place])
    return;

  update_next (self);
  update_back (self);
  /* What was waited for is there. */
  if (self->place == KETTLE_WIFI_PLACE_LOOK && !was_sensitive && kettle_wifi_page_is_ready (page))
    gtk_widget_grab_focus (self->next);

  host = self->place == KETTLE_WIFI_PLACE_RESULT && self->errand->error == NULL
             ? kettle_wifi_job_get_found_host (self->errand->job)
             : NULL;
  if (host != NULL && !self->told) {
    self->told = TRUE;
    g_signal_emit (self, found_signal, 0, host);
  }
}

static void
turn_to (KettleWifiAssistant *self, KettleWifiPlace place)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  const KettleWifiPlace before = self->place;
  KettleWifiPage *page = self->pages[place];

  if (before != 0)
    kettle_wifi_page_leave (self->pages[before]);
  self->place = place;
  self->told = FALSE;
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), GTK_WIDGET (page));
  gtk_adjustment_set_value (adjustment, 0);
  kettle_wifi_page_enter (page, self->errand);
  /* A page may lead on at once. */
  if (self->place != place)
    return;

  on_page_changed (page, self);
  update_focus (self);
}

/* Returns: what follows the present place, as the errand is. */
static KettleWifiPlace
get_following (KettleWifiAssistant *self)
{
  KettleWifiErrand *errand = self->errand;

  switch (self->place) {
  case KETTLE_WIFI_PLACE_WHERE:
    return KETTLE_WIFI_PLACE_LOOK;
  case KETTLE_WIFI_PLACE_LOOK:
  case KETTLE_WIFI_PLACE_ADVANCED:
    return KETTLE_WIFI_PLACE_BACKUP;
  case KETTLE_WIFI_PLACE_BACKUP:
    return errand->task == KETTLE_WIFI_TASK_JOIN || kettle_wifi_errand_needs_key (errand)
               ? KETTLE_WIFI_PLACE_NETWORK
               : KETTLE_WIFI_PLACE_SUMMARY;
  case KETTLE_WIFI_PLACE_NETWORK:
    return KETTLE_WIFI_PLACE_SUMMARY;
  case KETTLE_WIFI_PLACE_SUMMARY:
    return KETTLE_WIFI_PLACE_PROGRESS;
  case KETTLE_WIFI_PLACE_PROGRESS:
    return KETTLE_WIFI_PLACE_RESULT;
  case KETTLE_WIFI_PLACE_RESULT:
  case KETTLE_WIFI_PLACE_CLOSED:
  default:
    return KETTLE_WIFI_PLACE_CLOSED;
  }
}

/* A backup with everything in it needs no page to make a plan of it. */
static void
ensure_plan (KettleWifiAssistant *self, KettleWifiPlace place)
{
  KettleWifiErrand *errand = self->errand;

  if (place != KETTLE_WIFI_PLACE_SUMMARY || self->place != KETTLE_WIFI_PLACE_BACKUP
      || errand->task != KETTLE_WIFI_TASK_RESTORE)
    return;

  g_clear_pointer (&errand->plan, kettle_wifi_plan_free);
  errand->plan = kettle_wifi_plan_new_restore (errand->backup, NULL, NULL);
}

/* Who has closed it need not be told of success. */
static void
show_result (KettleWifiAssistant *self)
{
  g_autoptr (KettleWifiAssistant) guard G_GNUC_UNUSED = g_object_ref (self);
  const gboolean closing = self->closing;

  self->closing = FALSE;
  turn_to (self, KETTLE_WIFI_PLACE_RESULT);
  if (!closing)
    return;

  if (self->errand->error == NULL)
    gtk_widget_destroy (GTK_WIDGET (self));
  else
    gtk_window_present (GTK_WINDOW (self));
}

static void
on_page_done (KettleWifiPage *page, KettleWifiAssistant *self)
{
  KettleWifiPlace place = get_following (self);

  if (page != self->pages[self->place] || place == KETTLE_WIFI_PLACE_CLOSED)
    return;

  ensure_plan (self, place);
  /* A backup that cannot be restored was not taken in the first place. */
  g_return_if_fail (place != KETTLE_WIFI_PLACE_SUMMARY || self->errand->plan != NULL);

  /* From where something was written, nothing leads back. */
  if (place >= KETTLE_WIFI_PLACE_PROGRESS)
    g_array_set_size (self->history, 0);
  else
    g_array_append_val (self->history, self->place);
  if (place == KETTLE_WIFI_PLACE_RESULT)
    show_result (self);
  else
    turn_to (self, place);
}

static void
on_page_elsewhere (KettleWifiPage *page, int place, KettleWifiAssistant *self)
{
  if (place == KETTLE_WIFI_PLACE_CLOSED) {
    gtk_widget_destroy (GTK_WIDGET (self));
    return;
  }

  if (place == KETTLE_WIFI_PLACE_WHERE)
    g_array_set_size (self->history, 0);
  else
    g_array_append_val (self->history, self->place);
  turn_to (self, (KettleWifiPlace) place);
}

static void
on_next_clicked (GtkButton *button, KettleWifiAssistant *self)
{
  kettle_wifi_page_go_on (self->pages[self->place]);
}

static void
on_back_clicked (GtkButton *button, KettleWifiAssistant *self)
{
  KettleWifiPlace place;

  if (self->place == KETTLE_WIFI_PLACE_PROGRESS) {
    kettle_wifi_progress_page_cancel (get_progress (self));
    update_back (self);
    return;
  }
  if (self->history->len == 0) {
    gtk_window_close (GTK_WINDOW (self));
    return;
  }

  place = g_array_index (self->history, KettleWifiPlace, self->history->len - 1);
  g_array_set_size (self->history, self->history->len - 1);
  turn_to (self, place);
}

/* Whoever closes it while something can be taken back wants that; when it is too late, the end is
 * waited for without being looked at. */
static gboolean
kettle_wifi_assistant_delete_event (GtkWidget *widget, GdkEventAny *event)
{
  KettleWifiAssistant *self = KETTLE_WIFI_ASSISTANT (widget);

  if (!kettle_wifi_assistant_is_writing (self))
    return GDK_EVENT_PROPAGATE;

  if (kettle_wifi_progress_page_can_cancel (get_progress (self))) {
    kettle_wifi_assistant_cancel (self);
  } else {
    self->closing = TRUE;
    gtk_widget_hide (widget);
  }

  return GDK_EVENT_STOP;
}

/* Who has closed it and opens it again wants to see its end. */
static void
kettle_wifi_assistant_show (GtkWidget *widget)
{
  KettleWifiAssistant *self = KETTLE_WIFI_ASSISTANT (widget);

  self->closing = FALSE;
  /* Before the window has heard that it is not withdrawn any more. */
  gtk_widget_set_child_visible (self->scroller, TRUE);

  GTK_WIDGET_CLASS (kettle_wifi_assistant_parent_class)->show (widget);
}

/* Nothing turns in a window that nobody sees. */
static gboolean
kettle_wifi_assistant_window_state_event (GtkWidget *widget, GdkEventWindowState *event)
{
  gtk_widget_set_child_visible (
      KETTLE_WIFI_ASSISTANT (widget)->scroller,
      (event->new_window_state & (GDK_WINDOW_STATE_ICONIFIED | GDK_WINDOW_STATE_WITHDRAWN)) == 0);

  return GTK_WIDGET_CLASS (kettle_wifi_assistant_parent_class)->window_state_event (widget, event);
}

/* The key binding of Esc and Ctrl+W. */
static void
kettle_wifi_assistant_close (KettleWifiAssistant *self)
{
  /* Esc takes back; it does not put away what cannot be taken back. */
  if (kettle_wifi_assistant_is_writing (self))
    on_back_clicked (NULL, self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
kettle_wifi_assistant_dispose (GObject *object)
{
  KettleWifiAssistant *self = KETTLE_WIFI_ASSISTANT (object);

  if (self->place != 0)
    kettle_wifi_page_leave (self->pages[self->place]);
  self->place = 0;
  g_clear_pointer (&self->errand, kettle_wifi_errand_free);

  G_OBJECT_CLASS (kettle_wifi_assistant_parent_class)->dispose (object);
}

static void
kettle_wifi_assistant_finalize (GObject *object)
{
  g_array_unref (KETTLE_WIFI_ASSISTANT (object)->history);

  G_OBJECT_CLASS (kettle_wifi_assistant_parent_class)->finalize (object);
}

static void
kettle_wifi_assistant_class_init (KettleWifiAssistantClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  GtkBindingSet *bindings = gtk_binding_set_by_class (klass);

  object_class->dispose = kettle_wifi_assistant_dispose;
  object_class->finalize = kettle_wifi_assistant_finalize;
  GTK_WIDGET_CLASS (klass)->show = kettle_wifi_assistant_show;
  GTK_WIDGET_CLASS (klass)->delete_event = kettle_wifi_assistant_delete_event;
  GTK_WIDGET_CLASS (klass)->window_state_event = kettle_wifi_assistant_window_state_event;

  found_signal = g_signal_new ("found", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               1, G_TYPE_STRING);
  g_signal_new_class_handler ("close", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
                              G_CALLBACK (kettle_wifi_assistant_close), NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  gtk_binding_entry_add_signal (bindings, GDK_KEY_Escape, 0, "close", 0);
  gtk_binding_entry_add_signal (bindings, GDK_KEY_w, GDK_CONTROL_MASK, "close", 0);
}

static void
add_page (KettleWifiAssistant *self, KettleWifiPlace place, GType type)
{
  GtkWidget *page = g_object_new (type, NULL);

  self->pages[place] = KETTLE_WIFI_PAGE (page);
  gtk_container_add (GTK_CONTAINER (self->stack), page);
  g_signal_connect_object (page, "changed", G_CALLBACK (on_page_changed), self, 0);
  g_signal_connect_object (page, "done", G_CALLBACK (on_page_done), self, 0);
  g_signal_connect_object (page, "elsewhere", G_CALLBACK (on_page_elsewhere), self, 0);
}

static void
add_pages (KettleWifiAssistant *self)
{
  self->scroller = gtk_scrolled_window_new (NULL, NULL);
  self->stack = gtk_stack_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  /* Each page as high as it is itself, so that none is scrolled for another's sake. */
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_container_add (GTK_CONTAINER (self->scroller), self->stack);
  gtk_widget_show_all (self->scroller);
  gtk_container_add (GTK_CONTAINER (self), self->scroller);

  add_page (self, KETTLE_WIFI_PLACE_WHERE, KETTLE_TYPE_WIFI_WHERE_PAGE);
  add_page (self, KETTLE_WIFI_PLACE_LOOK, KETTLE_TYPE_WIFI_LOOK_PAGE);
  add_page (self, KETTLE_WIFI_PLACE_ADVANCED, KETTLE_TYPE_WIFI_ADVANCED_PAGE);
  add_page (self, KETTLE_WIFI_PLACE_BACKUP, KETTLE_TYPE_WIFI_BACKUP_PAGE);
  add_page (self, KETTLE_WIFI_PLACE_NETWORK, KETTLE_TYPE_WIFI_NETWORK_PAGE);
  add_page (self, KETTLE_WIFI_PLACE_SUMMARY, KETTLE_TYPE_WIFI_SUMMARY_PAGE);
  add_page (self, KETTLE_WIFI_PLACE_PROGRESS, KETTLE_TYPE_WIFI_PROGRESS_PAGE);
  add_page (self, KETTLE_WIFI_PLACE_RESULT, KETTLE_TYPE_WIFI_RESULT_PAGE);
}

static void
kettle_wifi_assistant_init (KettleWifiAssistant *self)
{
  GtkWidget *header = gtk_header_bar_new ();

  self->history = g_array_new (FALSE, FALSE, sizeof (KettleWifiPlace));
  self->errand = kettle_wifi_errand_new ();
  self->back = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  self->next = gtk_button_new_with_mnemonic ("");
  gtk_widget_set_can_default (self->next, TRUE);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (on_back_clicked), self, 0);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (on_next_clicked), self, 0);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (header), self->back);
  gtk_header_bar_pack_end (GTK_HEADER_BAR (header), self->next);
  gtk_widget_show_all (header);
  gtk_window_set_titlebar (GTK_WINDOW (self), header);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  g_object_set (self, "destroy-with-parent", TRUE, "type-hint", GDK_WINDOW_TYPE_HINT_DIALOG,
                "window-position", GTK_WIN_POS_CENTER_ON_PARENT, NULL);
  add_pages (self);
}

/**
 * kettle_wifi_assistant_new:
 * @parent: (nullable): the window it belongs to and ends with
 * @fresh: whether it is for a kettle that shows a network of its own
 * @address: (nullable): where the kettle is, as a person types it
 * @hint: (nullable): what is to be said about a simulated kettle, translated
 *
 * Returns: (transfer none): the window, not shown yet, owned by GTK until it is destroyed
 */
KettleWifiAssistant *
kettle_wifi_assistant_new (GtkWindow *parent, gboolean fresh, const char *address, const char *hint)
{
  KettleWifiAssistant *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);

  self = g_object_new (KETTLE_TYPE_WIFI_ASSISTANT, "transient-for", parent, "title",
                       fresh ? _ ("Set Up a Kettle") : _ ("Move Kettle"), NULL);
  /* For the shortcuts of the application, such as Ctrl+Q. */
  if (parent != NULL)
    gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (parent));
  self->errand->fresh = fresh;
  self->errand->address = g_strdup (address);
  self->errand->hint = g_strdup (hint);

  return self;
}

void
kettle_wifi_assistant_set_judge (KettleWifiAssistant *self, KettleWifiJudge judge)
{
  g_return_if_fail (KETTLE_IS_WIFI_ASSISTANT (self));

  self->errand->judge = judge;
}

void
kettle_wifi_assistant_set_maker (KettleWifiAssistant *self,
                                 KettleWifiMaker maker,
                                 gpointer maker_data)
{
  g_return_if_fail (KETTLE_IS_WIFI_ASSISTANT (self));

  self->errand->maker = maker;
  self->errand->maker_data = maker_data;
}

void
kettle_wifi_assistant_set_doubts (KettleWifiAssistant *self, KettleWifiDoubts *doubts)
{
  g_return_if_fail (KETTLE_IS_WIFI_ASSISTANT (self));

  self->errand->doubts = doubts;
}

gboolean
kettle_wifi_assistant_is_fresh (KettleWifiAssistant *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_ASSISTANT (self), FALSE);

  return self->errand->fresh;
}

void
kettle_wifi_assistant_begin (KettleWifiAssistant *self)
{
  g_return_if_fail (KETTLE_IS_WIFI_ASSISTANT (self));
  g_return_if_fail (self->errand->judge != NULL && self->errand->maker != NULL);

  turn_to (self, KETTLE_WIFI_PLACE_WHERE);
}

gboolean
kettle_wifi_assistant_is_writing (KettleWifiAssistant *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_ASSISTANT (self), FALSE);

  return self->place == KETTLE_WIFI_PLACE_PROGRESS && self->errand->running;
}

gboolean
kettle_wifi_assistant_moves (KettleWifiAssistant *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_ASSISTANT (self), FALSE);

  return self->errand->task == KETTLE_WIFI_TASK_JOIN
         || self->errand->task == KETTLE_WIFI_TASK_RESTORE;
}

void
kettle_wifi_assistant_cancel (KettleWifiAssistant *self)
{
  g_return_if_fail (KETTLE_IS_WIFI_ASSISTANT (self));

  if (!kettle_wifi_assistant_is_writing (self))
    return;

  kettle_wifi_progress_page_cancel (get_progress (self));
  update_back (self);
}

KettleWifiPlace
kettle_wifi_assistant_get_place (KettleWifiAssistant *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_ASSISTANT (self), KETTLE_WIFI_PLACE_CLOSED);

  return self->place;
}

/* Returns: (transfer none): the page, shown or not. */
KettleWifiPage *
kettle_wifi_assistant_get_page (KettleWifiAssistant *self, KettleWifiPlace place)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_ASSISTANT (self), NULL);
  g_return_val_if_fail (place > 0 && place < KETTLE_WIFI_PLACE_CLOSED, NULL);

  return self->pages[place];
}
