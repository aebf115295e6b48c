"""Who may go where: what a GET and a POST bring to people of each role, for every address there is.

Records, files and pages in addresses are Troisdorf's and not published. `own` edits for Troisdorf, `other`
for Siegburg; the other roles are those of the county. None of them has a password or a second factor, so what
needs proof of who asks is forbidden. A line names addresses as `namespace: view view`;
braces stand for several namespaces; of addresses that share a name the arguments are named too.
"""

ROLES = ("anonymous", "viewer", "translator", "own", "other", "moderator", "county", "superuser")

ALLOWED = "A"  # past the door: the page, a form with its errors, a redirect to what comes next
FORBIDDEN = "F"
MISSING = "N"
LOGIN = "@"
NO_SUCH_METHOD = "-"

# Views of Wagtail that break at an empty form, which no browser sends: past the door they may be 500.
BREAK_ON_AN_EMPTY_FORM = {
    "wagtailadmin_error_test",  # is there to break
    "wagtailadmin_choose_page_external_link",
    "wagtailredirects:process_import",
    "wagtailsnippets_offers_taxonomy:revisions_revert",
}

# One letter for each role, in their order: first for GET, then for POST. Below stand the addresses.
MATRIX = """
AAAAAAAA --------
    healthz
    wagtailadmin_javascript_catalog
    account_inactive
    account_reset_password_done
    account_reset_password_from_key_done
    choose_language
    robots
    search: results suggestions
    document
    wagtaildocs_serve
    door: start preview later resume organisations languages
    entries: asked list claimed erased export_json export_table
AAAAAAAA AAAAAAAA
    wagtail_serve
    wagtailadmin_sprite
    account_login
    account_request_login_code
    account_reset_password
    account_reset_password_from_key
    wagtaildocs_authenticate_with_password
    sitemap.xml
    search: missing
    door: check sent discard confirm state step words
    entries: start enter pause end colleagues remove join erase account choose
    review: entries stop
NNNNNNNN --------
    inbox
    inbox_mail
    inbox_mail_html
    offers:de/angebote/<int:pk>/
    offers:de/anbieter/<int:pk>/
    offers: calendar detail provider
NNNNNNNN NNNNNNNN
    entries: claim
    wagtailcore_authenticate_with_password
    wagtailadmin_password_reset_done
    wagtailadmin_password_reset_confirm
    wagtailadmin_password_reset_complete
    sitemap
@@@@@@@@ @@@@@@@@
    account_set_password
    pages_login
    wagtailcore_login
    signin: admin_login admin_password_reset
    wagtailadmin_login
    wagtailadmin_password_reset
-------- AAAAAAAA
    search: locate
    door: hints
    entries: leave undo places resume show_again new change copy withdraw
@AAAAAAA @-------
    mfa_index
    wagtailadmin_home
    admin/test404/
    wagtailadmin_choose_page
    wagtailadmin_choose_page_search
    wagtailadmin_choose_page_chosen_multiple
    wagtailadmin_dismissibles
    admin_reports: site_history site_history_results translations translations_results
    wagtailadmin_api:pages: listing
    wagtailadmin_workflows: task_chooser task_chooser_results
    wagtailadmin_reports: site_history site_history_results
    wagtail_localize: javascript_catalog translations_report translations_report_results
    wagtailsnippetchoosers_search_synonymset: choose choose_results chosen chosen_multiple
    wagtailsnippetchoosers_offers_municipality: choose choose_results chosen chosen_multiple
    wagtailsnippetchoosers_offers_term: choose choose_results chosen chosen_multiple
    wagtailsnippetchoosers_offers_taxonomy: choose choose_results chosen chosen_multiple
    wagtailsnippets_offers_{offer,provider}: list list_results
    wagtailsnippetchoosers_offers_offer: choose choose_results chosen_multiple
    wagtailsnippetchoosers_offers_provider: choose choose_results chosen_multiple
    wagtailsnippetchoosers_offers_location: choose choose_results chosen_multiple
    wagtaildocs_chooser: choose choose_results chosen_multiple
    wagtailimages_chooser: choose choose_results chosen_multiple
@AAAAAAA @AAAAAAA
    account_confirm_login_code
    account_logout
    account_change_password
    mfa_authenticate
    mfa_login_webauthn
    usersessions_list
    wagtailadmin_error_test
    wagtailadmin_choose_page_external_link
    wagtailadmin_choose_page_email_link
    wagtailadmin_choose_page_phone_link
    wagtailadmin_choose_page_anchor_link
    wagtailadmin_tag_autocomplete
    wagtailadmin_tag_model_autocomplete
    wagtailadmin_account
    wagtailadmin_pages: choose_parent
    wagtailadmin_workflows: task_chooser_create task_chosen
    wagtailembeds: chooser chooser_upload
@AAANAAA @-------
    wagtailsnippetchoosers_offers_{offer,provider}: chosen
@AAANAAA @---N---
    wagtail_localize: snippets_api_detail
@AAANAAA @AAANAAA
    wagtailsnippets_offers_{offer,provider}: confirm_workflow_cancellation
@FAAAFAA @F---F--
    wagtailadmin_explore_root
    admin_reports: workflow workflow_results workflow_tasks workflow_tasks_results page_types_usage
    admin_reports: page_types_usage_results
    wagtailadmin_pages: type_use type_use_results search search_results
    wagtailadmin_reports: workflow workflow_results workflow_tasks workflow_tasks_results
    wagtailadmin_reports: aging_pages aging_pages_results page_types_usage page_types_usage_results
    wagtailforms: index index_results
@FAAFFAA @F--FF--
    wagtailadmin_pages: revisions_compare
@FAAFFAA @FAAFFAA
    wagtail_localize: download_pofile preview_translation(translation_id)
@FAANAAA @F--N---
    wagtailsnippets_offers_{offer,provider}: usage history history_results revisions_view
    wagtailsnippets_offers_{offer,provider}: revisions_compare workflow_history
    wagtailsnippets_offers_{offer,provider}: workflow_history_detail
@FAANAAA @FAANAAA
    wagtailsnippets_offers_{offer,provider}: edit preview_on_edit revisions_revert
@AFFFFAA @-FFFF--
    wagtailsnippets_search_synonymset: list list_results
    wagtailsnippets_offers_municipality: list list_results
    wagtailsnippets_offers_term: list list_results
    wagtailsnippets_offers_taxonomy: list list_results
    search_report: index results
@FFAAFAA @FF--F--
    wagtailadmin_reports: locked_pages locked_pages_results
    wagtaildocs: index index_results
    wagtailimages: index index_results
@FFAAFAA @FFAAFAA
    wagtaildocs: add add_multiple
    wagtailimages: add add_multiple
    wagtailsnippets_offers_{offer,provider,location}: add preview_on_add
    wagtaildocs_chooser: create
    wagtailimages_chooser: create
@FFAFFAA @FFAFFAA
    bulk: offers.offer.delete offers.location.delete
@FFAFFAA @FFFFFFF
    bulk: offers.provider.delete
@FFANAAA @FFANAAA
    wagtailsnippets_offers_{offer,provider}: revisions_unschedule unpublish
@FFANFAA @FFANFAA
    wagtailsnippets_offers_offer: delete copy
    wagtailsnippets_offers_provider: copy
@FFANFAA @FFFNFFF
    wagtailsnippets_offers_provider: delete
@FN-N--- @FNANAAA
    wagtailsnippets_offers_location: lock unlock
@FNANAAA @FN-N---
    wagtailsnippets_offers_location: usage history history_results revisions_view revisions_compare
@FNANAAA @FNANAAA
    wagtailsnippets_offers_location: edit preview_on_edit revisions_revert revisions_unschedule
    wagtailsnippets_offers_location: unpublish
@FNANFAA @FNANFAA
    wagtailsnippets_offers_location: delete copy
@FNNFFNN @FNNFFNN
    wagtail_localize: preview_translation(translation_id,mode)
@FNNNN-- @FNNNNAA
    wagtailsnippets_offers_{municipality,term,taxonomy}: lock unlock
@FNNNNAA @FNNNN--
    wagtailsnippets_offers_{municipality,term,taxonomy}: usage history history_results
    wagtailsnippets_offers_{municipality,term,taxonomy}: revisions_view revisions_compare
@FNNNNAA @FNNNNAA
    wagtailsnippets_offers_municipality: edit copy preview_on_edit revisions_revert
    wagtailsnippets_offers_municipality: revisions_unschedule unpublish
    wagtailsnippets_offers_term: edit delete copy preview_on_edit revisions_revert
    wagtailsnippets_offers_term: revisions_unschedule unpublish
    wagtailsnippets_offers_taxonomy: edit preview_on_edit revisions_revert revisions_unschedule
@FNNNNAA @FNNNNFF
    wagtailsnippets_offers_municipality: delete
@FNNNNFF @FNNNNFF
    wagtailsnippets_offers_taxonomy: delete unpublish
@N--NN-- @NFFNNAA
    wagtailadmin_pages: lock
@N--NN-- @NFFNNFA
    wagtailadmin_pages: unlock
    wagtailadmin_workflows: remove(page_pk) remove(page_pk,workflow_pk)
@N--NN-- @NNNNNNN
    wagtailadmin_api:pages: action
@NAANNAA @N--NN--
    wagtailadmin_explore
    wagtailadmin_explore_results
    wagtailadmin_choose_page_child
    wagtailadmin_api:pages: detail
    wagtailadmin_pages: usage workflow_preview revisions_view workflow_history
    wagtailadmin_pages: workflow_history_detail history history_results
@NAANNAA @NAANNAA
    wagtailadmin_pages: edit preview_on_edit view_draft copy confirm_workflow_cancellation
    wagtailadmin_pages: revisions_index revisions_revert
    bulk: wagtailcore.page.delete wagtailcore.page.move wagtailcore.page.publish
    bulk: wagtailcore.page.unpublish
@NAANNAA @NFFNNAA
    wagtailadmin_pages: move_confirm
@NFANNAA @NFANNAA
    wagtailadmin_pages: delete move set_privacy revisions_unschedule
@NFFNNAA @NFFNNAA
    wagtailadmin_pages: set_page_position unpublish workflow_action collect_workflow_action_data
    wagtail_localize: submit_page_translation
@NFFNNFF @NFFNNFF
    wagtailadmin_pages: add_subpage
    wagtailforms: delete_submissions
@NN-NN-- @NNANNAA
    wagtaildocs: edit_multiple delete_multiple
    wagtailimages: edit_multiple delete_multiple
@NNANNAA @NN-NN--
    wagtailadmin_{api:documents,api:images}: detail
    wagtaildocs: document_usage
    wagtailimages: image_usage
    wagtaildocs_chooser: chosen
    wagtailimages_chooser: chosen
@NNANNAA @NNANNAA
    wagtaildocs: edit delete
    wagtailimages: edit delete preview
    wagtailimages_chooser: select_format
    bulk: offers.picture.add_tags offers.picture.add_to_collection offers.picture.delete
    bulk: wagtaildocs.document.add_tags wagtaildocs.document.add_to_collection
    bulk: wagtaildocs.document.delete
@FFAAAAA @FF-----
    offers_desk: list teams
    offers_review: list
@FF----- @FFANAAA
    offers_review: act
@NNANAAA @NNANAAA
    offers_desk: decision deputies
@NNNNNNA @NNNNNNF
    wagtailadmin_collections: delete
@NNNNNNN @-------
    mfa_view_recovery_codes
    wagtailadmin_block_preview
    wagtailadmin_{api:pages,api:documents,api:images}: find
@NNNNNNN @NN-NN--
    wagtailimages: url_generator url_generator_output
@NNNNNNN @NNNNNNN
    wagtailsnippetchoosers_offers_{offer,provider,location,municipality,term,taxonomy}: create
    wagtailsnippetchoosers_search_synonymset: create
    mfa_deactivate_totp
    admin/^.*/$
    wagtailadmin_pages: convert_alias
    wagtail_localize: convert_to_alias
    wagtailforms: list_submissions list_submissions_results
    wagtailredirects: delete
@FFFFF-- @FFFFFAA
    offers_imports: step
@FFFFFAA @FFFFF--
    wagtailsnippets_search_synonymset: usage history history_results revisions_compare
    accessibility_feedback: index index_results history history_results inspect
    outgoing_mails: index index_results inspect
    offers_imports: run report
@FFFFFAA @FFFFFAA
    wagtailadmin_pages: add preview_on_add
    wagtailsnippets_offers_municipality: add preview_on_add
    wagtailsnippets_offers_term: add preview_on_add
    wagtail_localize: update_translations
    wagtailsnippets_search_synonymset: add edit delete copy revisions_revert
    accessibility_feedback: delete
    offers_imports: list
    bulk: offers.term.delete search.synonymset.delete
@FFFFFAA @FFFFFFF
    bulk: offers.municipality.delete
@FFFFFF- @FFFFFFA
    wagtailredirects: process_import
@FFFFFFA @FFFFFF-
    wagtailadmin_collections: index
    wagtailadmin_workflows: index index_results usage usage_results task_index task_index_results
    wagtailredirects: index index_results
    wagtaillocales: index index_results history history_results usage
    wagtailsites: index index_results history history_results usage
    wagtailusers_users: index index_results history history_results usage
    wagtailusers_groups: index index_results history history_results usage
@FFFFFFA @FFFFFFA
    wagtailadmin_collections: add edit set_privacy
    wagtailadmin_workflows: add disable edit add_task select_task_type edit_task disable_task
    wagtailredirects: add start_import
    wagtailsettings: edit(app_name,model_name) edit(app_name,model_name,pk)
    wagtaillocales: add edit delete copy
    wagtailsites: add edit delete copy
    wagtailusers_users: add edit delete copy
    wagtailusers_groups: add edit delete
    bulk: auth.user.assign_role auth.user.delete auth.user.set_active_state
@FFFFFFF @FFFFFFF
    account_reauthenticate
    mfa_reauthenticate
    mfa_reauthenticate_webauthn
    mfa_activate_totp
    mfa_generate_recovery_codes
    mfa_add_webauthn
    mfa_remove_webauthn
    wagtail_bulk_action
    wagtailsnippets: index
    wagtailsnippets_offers_taxonomy: add preview_on_add
    accessibility_feedback: add edit usage
    outgoing_mails: add edit delete history history_results usage
@FFFFFFN @FFFFFFN
    wagtailredirects: edit
    wagtailsettings: preview_on_edit
@FFFN-F- @FFFNAFA
    wagtailsnippets_offers_provider: lock
@FF-N--- @FFANAAA
    wagtailsnippets_offers_offer: lock
@FFFNAFA @---N---
    wagtailsnippets_offers_provider: workflow_preview
@FFANAAA @---N---
    wagtailsnippets_offers_offer: workflow_preview
@FFFNAFA @FFFNAFA
    wagtailsnippets_offers_provider: workflow_action collect_workflow_action_data
@FFANAAA @FFANAAA
    wagtailsnippets_offers_offer: workflow_action collect_workflow_action_data
@FFFNFF- @FFFNFFA
    wagtailsnippets_offers_{offer,provider}: unlock
@FFFNFNN @FFFNFNN
    wagtail_localize: submit_snippet_translation
@------- @-------
    wagtail_localize: edit_string_translation edit_override
@------- @@@@@@@@
    wagtailadmin_logout
@------- @AAAAAAA
    wagtailadmin_editing_sessions: release
@------- @FAAFFAA
    wagtail_localize: upload_pofile stop_translation
@------- @FFFFFFA
    wagtailadmin_workflows: enable enable_task
@------- @NAANAAA
    wagtailadmin_editing_sessions: ping
@------- @NNNNNNN
    wagtail_localize: machine_translate
    wagtaildocs: create_multiple_from_uploaded_document delete_upload_multiple
    wagtailimages: create_multiple_from_uploaded_image delete_upload_multiple
@AANNAAA @--NN---
    wagtailadmin_{api:documents,api:images}: listing
    wagtail_localize: snippets_api_listing
@AFAAAAA @-F-----
    wagtailsnippets_offers_location: list list_results
@ANANAAA @-------
    wagtailsnippetchoosers_offers_location: chosen
"""
